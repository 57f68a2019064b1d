package io.parcook.pipeline.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The oracle: counts per interval from zero, over the raw events, by the plainest code that can
/// be. It shares nothing with intake and ledger.
final class NaiveCounts {

  private static final long INTERVAL_MILLIS = 900_000;

  /// `start item` to sold, voided, cooked, discarded.
  final Map<String, List<Long>> items = new TreeMap<>();

  /// `start zone` to entered, left.
  final Map<String, List<Long>> zones = new TreeMap<>();

  /// Identities, each once.
  final Set<String> identities = new HashSet<>();

  static NaiveCounts of(List<byte[]> events) throws IOException {
    NaiveCounts counts = new NaiveCounts();
    for (byte[] event : events) {
      counts.add(new ObjectMapper().readTree(event));
    }
    return counts;
  }

  private void add(JsonNode event) {
    if (!identities.add(event.get("source").asText() + " " + event.get("id").asText())) {
      return;
    }
    long millis = Instant.parse(event.get("time").asText()).toEpochMilli();
    Instant start = Instant.ofEpochMilli(millis - millis % INTERVAL_MILLIS);
    JsonNode data = event.get("data");
    String item = start + " " + data.path("item").asText();
    switch (event.get("type").asText()) {
      case "parcook.sale.v1" -> {
        for (JsonNode line : data.get("lines")) {
          String place = start + " " + line.get("item").asText();
          long quantity = line.get("quantity").asLong();
          boolean isVoid = line.path("void").asBoolean();
          add(items, place, List.of(isVoid ? 0 : quantity, isVoid ? quantity : 0, 0L, 0L));
        }
      }
      case "parcook.cook.v1" -> {
        long cooked = data.get("cooked").asLong();
        add(items, item, List.of(0L, 0L, cooked, data.get("discarded").asLong()));
      }
      case "parcook.batch.v1" -> {
        long portions = data.get("portions").asLong();
        switch (data.get("step").asText()) {
          case "ready" -> add(items, item, List.of(0L, 0L, portions, 0L));
          case "recalled" -> add(items, item, List.of(0L, 0L, -portions, 0L));
          case "discarded" -> add(items, item, List.of(0L, 0L, 0L, portions));
          default -> {} // cooking is not cooked
        }
      }
      case "parcook.presence.v1" -> {
        String zone = start + " " + data.get("zone").asText();
        add(zones, zone, List.of(data.get("entered").asLong(), data.get("left").asLong()));
      }
      default -> {} // stock, context and adjustments count nothing
    }
  }

  static void add(Map<String, List<Long>> to, String place, List<Long> counts) {
    to.merge(
        place,
        counts,
        (a, b) -> IntStream.range(0, a.size()).mapToObj(i -> a.get(i) + b.get(i)).toList());
  }
}
