package io.parcook.pipeline.intake;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.intake.Verdict.Quarantined;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says why an event is refused, by its JSON Schema: where (a JSON pointer), what was wrong, what
/// to do. Runs only for events that are refused.
final class Refusals {

  /// A number beyond every double is read as the largest one: the schema's `enum` and `const` throw
  /// on infinity, and what is refused stays refused.
  private static final JsonNodeFactory FINITE =
      new JsonNodeFactory() {
        @Override
        public NumericNode numberNode(double v) {
          return super.numberNode(Double.isInfinite(v) ? Math.copySign(Double.MAX_VALUE, v) : v);
        }
      };

  static final ObjectMapper MAPPER =
      JsonMapper.builder(EventReader.JSON)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .nodeFactory(FINITE)
          .build();

  private Refusals() {}

  static Quarantined explain(byte[] event) {
    if (!Utf8.isText(event, 0, event.length)) {
      return malformed("The event is not UTF-8, or holds a NUL byte. Send it as UTF-8.", event);
    }
    JsonNode document;
    try {
      document = MAPPER.readTree(event);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where = at == null ? "" : " at byte " + Math.max(0, at.getByteOffset());
      return malformed(
          "Not JSON" + where + ": " + e.getOriginalMessage() + ". Send one JSON object an event.",
          event);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // reading from memory
    }
    if (document.isMissingNode()) {
      return malformed("The body is empty. Send one JSON object an event.", event);
    }
    return explain(document, event);
  }

  private static Quarantined explain(JsonNode document, byte[] event) {
    EventId id = identity(document);
    Optional<String> envelope = EventSchema.ENVELOPE.complaint(document);
    if (envelope.isPresent()) {
      return new Quarantined(QuarantineReason.ENVELOPE, envelope.get(), id, event);
    }
    String type = document.path("type").asText();
    EventSchema schema = EventSchema.of(type);
    if (schema == null) {
      String detail =
          "/type: '"
              + brief(type)
              + "' is not known to this version. Send one of "
              + EventSchema.types()
              + ", or update the store's software.";
      return new Quarantined(QuarantineReason.UNKNOWN_TYPE, detail, id, event);
    }
    String complaint =
        schema
            .complaint(document)
            .orElse(
                "The schema accepts this event, but Parcook's reader does not. Nothing is wrong"
                    + " with the sender: report it to Parcook with these bytes.");
    return new Quarantined(QuarantineReason.SCHEMA, complaint, id, event);
  }

  private static Quarantined malformed(String detail, byte[] event) {
    return new Quarantined(QuarantineReason.MALFORMED, detail, null, event);
  }

  private static @Nullable EventId identity(JsonNode document) {
    String source = document.path("source").textValue();
    String id = document.path("id").textValue();
    boolean usable =
        source != null
            && id != null
            && source.length() <= 2 * Field.MAX_IDENTITY
            && id.length() <= 2 * Field.MAX_IDENTITY;
    return usable ? new EventId(source, id) : null;
  }

  static String brief(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
