package io.parcook.bench;

import io.parcook.journey.PackagedStore;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.Sale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// From a till's event to the changed forecast on a screen's stream, durable write included, beside
/// the durable write alone (the same event's 202).
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = "From a till event to the changed forecast on the stream, beyond the debounce.",
    footer = {"", "Example:", "  ./parcook bench latency --events 300"})
final class LatencyBench implements Callable<Integer> {

  private static final int DEBOUNCE = 50;
  private static final int HISTORY = 4_000;

  @Option(names = "--events", defaultValue = "300", description = "Measured events (300).")
  private int events;

  private final Sales sales = new Sales();
  private final EventWriter writer = new EventWriter();

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("parcook-bench");
    var settings = Map.of("parcook.forecast.debounce", "PT0.0" + DEBOUNCE + "S");
    var written = new Histogram(3);
    var shown = new Histogram(3);
    try (var store = PackagedStore.in(folder, settings)) {
      store.start();
      for (byte[] body : sales.batches(sales.next(HISTORY, Instant.now()), 500)) {
        store.post(EventWriter.BATCH, body);
      }
      try (var stream = new Stream(store)) {
        for (int i = -events / 3; i < events; i++) {
          Thread.sleep(3L * DEBOUNCE);
          stream.arrivals().clear();
          Sale sale = sales.next(1, Instant.now()).getFirst();
          byte[] body = writer.write(sale);
          long start = System.nanoTime();
          var answer = store.post(EventWriter.EVENT, body);
          long acknowledged = System.nanoTime();
          long debounced = start + TimeUnit.MILLISECONDS.toNanos(DEBOUNCE);
          Long arrived = stream.arrivals().poll(10, TimeUnit.SECONDS);
          while (arrived != null && arrived < debounced) {
            // The interval's or the minute's turn made this one: too early to be the event's.
            arrived = stream.arrivals().poll(10, TimeUnit.SECONDS);
          }
          if (arrived == null || answer.statusCode() != 202) {
            throw new IllegalStateException("no forecast after " + answer + "\n" + store.logs());
          }
          if (i >= 0) {
            written.recordValue((acknowledged - start) / 1_000);
            shown.recordValue((arrived - debounced) / 1_000);
          }
        }
      }
    } finally {
      Folders.delete(folder);
    }
    System.out.printf(
        "%nFrom a till event to the screen's stream, %d items, %d events%n", Sales.ITEMS, events);
    for (var line :
        List.of(
            Map.entry("202 after the durable write", written),
            Map.entry("forecast on the stream, beyond the debounce", shown))) {
      System.out.printf(
          Locale.ROOT,
          "  %-46s p50 %7.2f ms   p99 %7.2f ms%n",
          line.getKey(),
          line.getValue().getValueAtPercentile(50) / 1e3,
          line.getValue().getValueAtPercentile(99) / 1e3);
    }
    return 0;
  }
}
