package io.parcook.journey;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// Events as any till might write them: by hand, with nothing of the product.
final class Events {

  static final String ONE = "application/cloudevents+json";
  static final String BATCH = "application/cloudevents-batch+json";

  private Events() {}

  /// A sale of some portions of one item.
  static String sale(String id, Instant time, String item, int quantity) {
    return """
    {"specversion":"1.0","id":"%s","source":"/test/till","type":"parcook.sale.v1",\
    "time":"%s","data":{"lines":[{"item":"%s","quantity":%d}]}}\
    """
        .formatted(id, time, item, quantity);
  }

  static byte[] batch(List<String> events) {
    return bytes("[" + String.join(",", events) + "]");
  }

  static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
