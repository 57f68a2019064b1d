package io.parcook.sync.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// JSON that comes from strangers: one value, no name twice, bounded depth.
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(32).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// @throws IllegalArgumentException if the bytes are not one JSON object
  public static ObjectNode read(byte[] bytes) {
    try {
      if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "it is no JSON: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
    throw new IllegalArgumentException("it is not a JSON object");
  }

  public static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new IllegalStateException("A tree in memory can be written", e);
    }
  }

  public static String text(JsonNode node, String field) {
    String text = textOrNull(node, field);
    if (text == null) {
      throw new IllegalArgumentException("it has no text in '" + field + "'");
    }
    return text;
  }

  public static @Nullable String textOrNull(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value != null && value.isTextual() ? value.textValue() : null;
  }

  public static Map<String, String> texts(JsonNode node, String field) {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.path(field).properties()) {
      texts.put(entry.getKey(), entry.getValue().asText());
    }
    return texts;
  }

  public static void putTexts(ObjectNode node, String field, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      ObjectNode child = node.putObject(field);
      texts.forEach(child::put);
    }
  }

  public static Map<String, String> sorted(Map<String, String> texts) {
    return Collections.unmodifiableMap(new TreeMap<>(texts));
  }
}
