package io.parcook.models.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/// A line that a child says to its service: one JSON object with one key, the kind of what it says.
///
/// @param body what it says
public record ChildLine(String kind, JsonNode body) {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /// The line as JSON, without its end.
  ///
  /// @param body a record, a map or a text
  public static String write(String kind, Object body) {
    try {
      return JSON.writeValueAsString(JSON.createObjectNode().putPOJO(kind, body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This cannot be written: " + body, e);
    }
  }

  /// Reads a line; empty if it is none, such as what a library prints.
  public static Optional<ChildLine> read(String text) {
    try {
      JsonNode line = JSON.readTree(text);
      if (line == null || !line.isObject() || line.size() != 1) {
        return Optional.empty();
      }
      String kind = line.fieldNames().next();
      return Optional.of(new ChildLine(kind, line.path(kind)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /// The body as a text.
  public String text() {
    return body.asText();
  }

  /// A text in the body; empty where there is none.
  public String text(String name) {
    return body.path(name).asText();
  }

  /// The whole body as a record.
  ///
  /// @throws IllegalArgumentException if it is none
  public <T> T as(Class<T> type) {
    return as(body, type);
  }

  /// A part of the body as a record, if it is there.
  ///
  /// @throws IllegalArgumentException if it is another
  public <T> Optional<T> part(String name, Class<T> type) {
    return body.hasNonNull(name) ? Optional.of(as(body.get(name), type)) : Optional.empty();
  }

  /// A part of the body as a record.
  ///
  /// @throws IllegalArgumentException if it is not there, or another
  public <T> T required(String name, Class<T> type) {
    return as(body.required(name), type);
  }

  private static <T> T as(JsonNode node, Class<T> type) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("No " + type.getSimpleName() + ": " + node);
    }
    try {
      return JSON.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
