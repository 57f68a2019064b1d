package io.parcook.cli.sense;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Reads what a camera of ONVIF Profile M says over MQTT: how many people crossed a line since it
/// began to count. The topic is `PREFIX/onvif-ej/RuleEngine/CountAggregation/Counter`, with sources
/// behind it or not; the payload has `UtcTime`, `Source` and `Data`. The topic names the counter,
/// with the rule where the payload names one; the zone is the rule, or the end of the topic.
final class OnvifCount {

  static final String TOPIC = "onvif-ej/RuleEngine/CountAggregation/";

  private static final JsonMapper JSON = new JsonMapper();

  private OnvifCount() {}

  /// Reads a message; empty where it is none of these, or says that a topic is gone.
  static Optional<Count> read(String topic, byte[] payload) {
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
              new Count(
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
    return name.length() <= Count.MOST_ZONE ? name : name.substring(0, Count.MOST_ZONE);
  }
}
