package io.parcook.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/// What a running store says that it counted.
final class LedgerCount {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PAGE = Duration.ofDays(7);

  private LedgerCount() {}

  /// Portions in each interval of a span.
  static PortionCount of(PackagedStore store, Instant from, Instant until) {
    PortionCount counted = new PortionCount();
    for (Instant page = from; page.isBefore(until); page = page.plus(PAGE)) {
      Instant end = page.plus(PAGE).isBefore(until) ? page.plus(PAGE) : until;
      for (JsonNode count : counts(store, "by=interval&from=" + page + "&until=" + end)) {
        counted.add(
            Instant.parse(count.required("from").asText()),
            count.required("item").asText(),
            count.required("demand").asLong());
      }
    }
    return counted;
  }

  /// Portions over all time.
  ///
  /// @param items which; all where none is given
  static long total(PackagedStore store, String... items) {
    StringBuilder query = new StringBuilder("by=span");
    for (String item : items) {
      query.append("&item=").append(URLEncoder.encode(item, StandardCharsets.UTF_8));
    }
    long total = 0;
    for (JsonNode count : counts(store, query.toString())) {
      total += count.required("demand").asLong();
    }
    return total;
  }

  private static JsonNode counts(PackagedStore store, String query) {
    HttpResponse<String> response = store.get("/api/v1/counts?" + query);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          query + " answered " + response.statusCode() + ": " + response.body());
    }
    try {
      return JSON.readTree(response.body()).required("counts");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
