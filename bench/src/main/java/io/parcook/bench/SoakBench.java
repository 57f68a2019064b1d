package io.parcook.bench;

import io.parcook.journey.PackagedStore;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.EventWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Memory of a store under a steady load: ten events a second with a screen connected, for as long
/// as asked.
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = "Resident memory of the service under load, minute by minute.",
    footer = {"", "Example:", "  ./parcook bench soak --minutes 60"})
final class SoakBench implements Callable<Integer> {

  @Option(names = "--minutes", defaultValue = "60", description = "How long (60).")
  private int minutes;

  @Option(names = "--rate", defaultValue = "10", description = "Events a second (10).")
  private int rate;

  private final EventWriter writer = new EventWriter();

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("parcook-bench");
    var sales = new Sales();
    Path menu = BenchMenu.in(folder);
    try (var store =
        PackagedStore.in(folder, Map.of("parcook.menu.path", menu.toString())).withAotCache(true)) {
      store.start();
      for (byte[] body : sales.batches(sales.next(20_000, Instant.now()), 500)) {
        store.post(EventWriter.BATCH, body);
      }
      try (var stream = new Stream(store)) {
        Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
        Instant report = Instant.now();
        while (Instant.now().isBefore(end)) {
          store.post(
              EventWriter.BATCH, sales.batches(sales.next(rate, Instant.now()), rate).getFirst());
          stream.arrivals().clear();
          Thread.sleep(1_000);
          if (!Instant.now().isBefore(report)) {
            System.out.printf(
                Locale.ROOT, "  %s  RSS %.0f MB%n", report, Metrics.residentMegabytes(store));
            report = report.plus(Duration.ofMinutes(1));
            serve(store, report);
          }
        }
      }
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  /// Cooks what was sold, and more: the kitchen owes nothing for long.
  private void serve(PackagedStore store, Instant now) {
    for (int item = 0; item < Sales.ITEMS; item++) {
      var id = new EventId("/bench/cook", now + "-" + item);
      var cooked = new Cook(id, Instant.now(), "item-" + item, 6 * rate, 0);
      store.post(EventWriter.EVENT, writer.write(cooked));
    }
  }
}
