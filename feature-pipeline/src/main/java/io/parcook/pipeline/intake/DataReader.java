package io.parcook.pipeline.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.parcook.pipeline.event.SaleLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `data` by the schema of its type. Names that a schema does not know are skipped. Every
/// method starts on the value's first token and ends on its last, or answers null at once.
final class DataReader {

  static final int MAX_COUNT = 10_000;
  private static final int MAX_LINES = 500;

  private final @Nullable NameTable items;
  private final @Nullable NameTable zones;
  private final NameTable words;

  DataReader(@Nullable NameTable items, @Nullable NameTable zones, NameTable words) {
    this.items = items;
    this.zones = zones;
    this.words = words;
  }

  /// @return null where the type is unknown or its schema refuses the data
  @Nullable Data read(String type, JsonParser p) throws IOException {
    return switch (type) {
      case "parcook.sale.v1" -> sale(p);
      case "parcook.presence.v1" -> presence(p);
      case "parcook.stock.v1" -> stock(p);
      case "parcook.cook.v1" -> cook(p);
      case "parcook.batch.v1" -> BatchReader.read(p, items);
      case "parcook.adjustment.v1" -> AdjustmentReader.read(p, items);
      case "parcook.context.v1" -> FactReader.read(p, items);
      default -> null;
    };
  }

  private @Nullable Data sale(JsonParser p) throws IOException {
    List<SaleLine> lines = null;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      if (!name.equals("lines")) {
        p.skipChildren();
      } else if ((lines = lines(p)) == null) {
        return null;
      }
    }
    return lines == null ? null : new Data.Lines(lines);
  }

  private @Nullable List<SaleLine> lines(JsonParser p) throws IOException {
    if (p.currentToken() != JsonToken.START_ARRAY) {
      return null;
    }
    List<SaleLine> lines = new ArrayList<>(4);
    while (p.nextToken() != JsonToken.END_ARRAY) {
      SaleLine line = line(p);
      if (line == null || lines.size() == MAX_LINES) {
        return null;
      }
      lines.add(line);
    }
    return lines.isEmpty() ? null : lines;
  }

  private @Nullable SaleLine line(JsonParser p) throws IOException {
    if (p.currentToken() != JsonToken.START_OBJECT) {
      return null;
    }
    String item = null;
    String channel = null;
    int quantity = Field.REFUSED;
    boolean isVoid = false;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      switch (name) {
        case "item" -> {
          if ((item = Field.name(p, Field.MAX_NAME, items)) == null) {
            return null;
          }
        }
        case "quantity" -> {
          if ((quantity = Field.whole(p, 1, MAX_COUNT)) == Field.REFUSED) {
            return null;
          }
        }
        case "void" -> {
          Boolean flag = Field.flag(p);
          if (flag == null) {
            return null;
          }
          isVoid = flag;
        }
        case "channel" -> {
          if ((channel = Field.word(p, Field.MAX_NAME, words)) == null) {
            return null;
          }
        }
        default -> p.skipChildren();
      }
    }
    return item == null || quantity == Field.REFUSED
        ? null
        : new SaleLine(item, quantity, isVoid, channel);
  }

  private @Nullable Data presence(JsonParser p) throws IOException {
    String zone = null;
    int entered = Field.REFUSED;
    int left = 0;
    Integer occupancy = null;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      int count = 0;
      switch (name) {
        case "zone" -> {
          if ((zone = Field.name(p, Field.MAX_NAME, zones)) == null) {
            return null;
          }
        }
        case "entered" -> count = entered = Field.whole(p, 0, MAX_COUNT);
        case "left" -> count = left = Field.whole(p, 0, MAX_COUNT);
        case "occupancy" -> count = occupancy = Field.whole(p, 0, MAX_COUNT);
        default -> p.skipChildren();
      }
      if (count == Field.REFUSED) {
        return null;
      }
    }
    return zone == null || entered == Field.REFUSED
        ? null
        : new Data.Passage(zone, entered, left, occupancy);
  }

  private @Nullable Data stock(JsonParser p) throws IOException {
    String item = null;
    Boolean available = null;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      switch (name) {
        case "item" -> {
          if ((item = Field.name(p, Field.MAX_NAME, items)) == null) {
            return null;
          }
        }
        case "available" -> {
          if ((available = Field.flag(p)) == null) {
            return null;
          }
        }
        default -> p.skipChildren();
      }
    }
    return item == null || available == null ? null : new Data.Availability(item, available);
  }

  private @Nullable Data cook(JsonParser p) throws IOException {
    String item = null;
    boolean says = false;
    Integer counted = null;
    int cooked = 0;
    int discarded = 0;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      switch (name) {
        case "item" -> {
          if ((item = Field.name(p, Field.MAX_NAME, items)) == null) {
            return null;
          }
        }
        case "cooked" -> {
          if ((cooked = Field.whole(p, 0, MAX_COUNT)) == Field.REFUSED) {
            return null;
          }
          says = true;
        }
        case "counted" -> {
          if ((counted = Field.whole(p, 0, MAX_COUNT)) == Field.REFUSED) {
            return null;
          }
          says = true;
        }
        case "discarded" -> {
          if ((discarded = Field.whole(p, 0, MAX_COUNT)) == Field.REFUSED) {
            return null;
          }
          says = true;
        }
        default -> p.skipChildren();
      }
    }
    return item == null || !says ? null : new Data.Portions(item, cooked, discarded, counted);
  }
}
