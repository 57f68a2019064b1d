package io.parcook.journey;

import java.io.UncheckedIOException;
import java.util.Arrays;

/// What a running store's metrics say.
final class Metrics {

  private Metrics() {}

  /// The sum over all series of a metric whose labels contain each of `labels`, such as
  /// `outcome="stored"`; 0 while the store does not answer.
  static double sum(PackagedStore store, String metric, String... labels) {
    String page;
    try {
      page = store.get("/q/metrics").body();
    } catch (UncheckedIOException down) {
      return 0;
    }
    return page.lines()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /// Events stored since the store's process started.
  static long stored(PackagedStore store) {
    return (long) sum(store, "parcook_events_total", "outcome=\"stored\"");
  }
}
