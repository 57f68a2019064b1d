package io.parcook.pipeline.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.StoreEvent;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One pass over one event: the CloudEvents attributes, and `data` by the reader of its type. Where
/// `data` comes before `type`, as in serializers that sort names, it is read again at the end.
final class EnvelopeReader {

  private final JsonParser parser;
  private final byte[] event;
  private final NameTable words;
  private final DataReader datas;

  private boolean versioned;
  private @Nullable String id;
  private @Nullable String source;
  private @Nullable String type;
  private @Nullable Instant time;
  private @Nullable Data data;
  private int deferredData = -1;

  EnvelopeReader(
      JsonParser parser,
      byte[] event,
      @Nullable NameTable items,
      @Nullable NameTable zones,
      NameTable words) {
    this.parser = parser;
    this.event = event;
    this.words = words;
    this.datas = new DataReader(items, zones, words);
  }

  /// @return null where the schemas refuse it
  @Nullable StoreEvent read() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT || !attributes()) {
      return null;
    }
    if (parser.nextToken() != null || type == null) {
      return null;
    }
    if (deferredData >= 0) {
      try (JsonParser again =
          EventReader.JSON.createParser(event, deferredData, event.length - deferredData)) {
        again.nextToken();
        data = datas.read(type, again);
      }
    }
    if (!versioned || id == null || source == null || time == null || data == null) {
      return null;
    }
    return data.at(new EventId(source, id), time);
  }

  private boolean attributes() throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      boolean accepted =
          switch (name) {
            case "specversion" -> {
              versioned = token == JsonToken.VALUE_STRING && parser.getText().equals("1.0");
              yield versioned;
            }
            case "id" -> (id = Field.name(parser, Field.MAX_IDENTITY, null)) != null;
            case "source" -> (source = Field.word(parser, Field.MAX_IDENTITY, words)) != null;
            case "type" ->
                (type = token == JsonToken.VALUE_STRING ? parser.getText() : null) != null;
            case "time" -> (time = Field.instant(parser)) != null;
            case "data" -> data();
            default -> {
              parser.skipChildren();
              yield true;
            }
          };
      if (!accepted) {
        return false;
      }
    }
    return true;
  }

  private boolean data() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    if (type == null) {
      deferredData = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      return true;
    }
    data = datas.read(type, parser);
    return data != null;
  }
}
