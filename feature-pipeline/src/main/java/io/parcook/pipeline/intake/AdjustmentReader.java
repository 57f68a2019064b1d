package io.parcook.pipeline.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.parcook.pipeline.event.Adjusted;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads the `data` of `parcook.adjustment.v1`: a name, and exactly one of its terms.
final class AdjustmentReader {

  private AdjustmentReader() {}

  static @Nullable Data read(JsonParser p, @Nullable NameTable items) throws IOException {
    String adjustment = null;
    Adjusted.Terms terms = null;
    int kinds = 0;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      boolean isObject = p.nextToken() == JsonToken.START_OBJECT;
      switch (name) {
        case "adjustment" -> {
          if ((adjustment = Field.name(p, Field.MAX_NAME, null)) == null) {
            return null;
          }
          continue;
        }
        case "slider" -> terms = isObject ? slider(p, items) : null;
        case "par" -> terms = isObject ? par(p, items) : null;
        case "ended" ->
            terms = p.currentToken() == JsonToken.VALUE_TRUE ? new Adjusted.Ended() : null;
        default -> {
          p.skipChildren();
          continue;
        }
      }
      if (terms == null || ++kinds > 1) {
        return null;
      }
    }
    return adjustment == null || terms == null ? null : new Data.Adjustment(adjustment, terms);
  }

  private static Adjusted.@Nullable Terms slider(JsonParser p, @Nullable NameTable items)
      throws IOException {
    double factor = Double.NaN;
    String station = null;
    String item = null;
    Instant from = null;
    Instant until = null;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      boolean accepted =
          switch (name) {
            case "factor" -> {
              factor = Field.number(p, 0.25, 4);
              yield !Double.isNaN(factor);
            }
            case "station" -> (station = Field.name(p, Field.MAX_NAME, null)) != null;
            case "item" -> (item = Field.name(p, Field.MAX_NAME, items)) != null;
            case "from" -> (from = Field.instant(p)) != null;
            case "until" -> (until = Field.instant(p)) != null;
            default -> {
              p.skipChildren();
              yield true;
            }
          };
      if (!accepted) {
        return null;
      }
    }
    return Double.isNaN(factor) || from == null || until == null
        ? null
        : new Adjusted.Slider(factor, station, item, from, until);
  }

  private static Adjusted.@Nullable Terms par(JsonParser p, @Nullable NameTable items)
      throws IOException {
    String item = null;
    int portions = Field.REFUSED;
    Instant from = null;
    Instant until = null;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      boolean accepted =
          switch (name) {
            case "item" -> (item = Field.name(p, Field.MAX_NAME, items)) != null;
            case "portions" ->
                (portions = Field.whole(p, 0, DataReader.MAX_COUNT)) != Field.REFUSED;
            case "from" -> (from = Field.instant(p)) != null;
            case "until" -> (until = Field.instant(p)) != null;
            default -> {
              p.skipChildren();
              yield true;
            }
          };
      if (!accepted) {
        return null;
      }
    }
    return item == null || portions == Field.REFUSED || from == null || until == null
        ? null
        : new Adjusted.Par(item, portions, from, until);
  }
}
