package io.parcook.cli.sense;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// What a camera of ONVIF Profile M says over MQTT: how many people crossed a line since it began
/// to count. The topic is `PREFIX/onvif-ej/RuleEngine/CountAggregation/Counter`, with sources
/// behind it or not; the payload has `UtcTime`, `Source` and `Data`.
///
/// @param counter which counter: the topic, and the rule where the payload names one
/// @param zone the rule, such as `door`; where there is none, the end of the topic
/// @param time by the camera's clock
/// @param count people since the camera began, or since it began anew
record OnvifCount(String counter, String zone, Instant time, long count) {

  static final String TOPIC = "onvif-ej/RuleEngine/CountAggregation/";

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_ZONE = 64;

  /// Reads a message; empty where it is none of these, or says that a topic is gone.
  static Optional<OnvifCount> read(String topic, byte[] payload) {
    if (!topic.contains(TOPIC + "Counter") || payload.length == 0) {
      return Optional.empty();
    }
    try {
      JsonNode said = JSON.readTree(payload);
      String rule = said.at("/Source/Rule").asText();
      Optional<Long> count = number(said.at("/Data/Count"));
      return count.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new OnvifCount(
                  topic + "#" + rule,
                  zone(topic, rule),
                  OffsetDateTime.parse(said.at("/UtcTime").asText()).toInstant(),
                  count.get()));
    } catch (JacksonException | DateTimeException notOne) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
    }
  }

  /// Cameras write the number with quotes or without.
  private static Optional<Long> number(JsonNode node) {
    try {
      long count = Long.parseLong(node.asText().strip());
      return count >= 0 ? Optional.of(count) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static String zone(String topic, String rule) {
    String name = rule.isBlank() ? topic.substring(topic.lastIndexOf('/') + 1) : rule.strip();
    return name.length() <= MOST_ZONE ? name : name.substring(0, MOST_ZONE);
  }
}
