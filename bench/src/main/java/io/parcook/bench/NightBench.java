package io.parcook.bench;

import io.parcook.journey.Checkout;
import io.parcook.journey.PackagedStore;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Whole nights of a store of many items, begun by hand: how long each takes, what its process
/// holds at most, what the service holds after it, and how long a forecast takes beside it, in
/// turns with as many forecasts while no night runs. Of ten nights or more it says whether memory
/// grows from the first five to the last five.
@Command(
    name = "night",
    mixinStandardHelpOptions = true,
    description = "Nights of 100 items x 60 days of quarters of an hour, and the forecast beside.",
    footer = {
      "",
      "Examples:",
      "  ./parcook bench night --nights 3",
      "  ./parcook bench night --nights 50 --items 20"
    })
final class NightBench implements Callable<Integer> {

  private static final Duration INTERVAL = Duration.ofMinutes(15);
  private static final int DAYS = 59;
  private static final int FIRST_HOUR = 7;
  private static final int LAST_HOUR = 23;
  private static final int FEW = 5;

  @Option(names = "--nights", defaultValue = "3", description = "How many nights (3).")
  private int nights;

  @Option(names = "--items", defaultValue = "100", description = "Items of the store (100).")
  private int items;

  private final Histogram alone = new Histogram(3);
  private final Histogram beside = new Histogram(3);
  private final List<Seen> all = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("parcook-bench");
    Path cli = Checkout.root().resolve("cli/target/cli-0.1.0-SNAPSHOT.jar");
    try (var store =
        PackagedStore.in(
            folder,
            Map.of("parcook.tuning.jar", cli.toString(), "parcook.tuning.enabled", "false"))) {
      store.start();
      fill(store);
      forecasts(store, 200, new Histogram(3));
      for (int night = 1; night <= nights; night++) {
        Seen seen = night(store);
        all.add(seen);
        report(night, seen, store);
      }
    } finally {
      Folders.delete(folder);
    }
    if (all.size() >= 2 * FEW) {
      grown();
    }
    System.out.printf(Locale.ROOT, "%nA forecast of %d items x 24 intervals over HTTP%n", items);
    print("while no night runs", alone);
    print("while a night runs", beside);
    System.out.printf(
        Locale.ROOT,
        "  p99 with a night beside without: %.2f x%n",
        (double) beside.getValueAtPercentile(99) / alone.getValueAtPercentile(99));
    return 0;
  }

  /// What a night was, as seen from outside.
  ///
  /// @param most megabytes that its process held at most
  /// @param after megabytes that the service held after it
  private record Seen(double seconds, double most, double after) {}

  private Seen night(PackagedStore store) throws Exception {
    forecasts(store, 100, alone);
    long begun = System.nanoTime();
    if (store.post("/api/v1/tuning").statusCode() != 202) {
      throw new IllegalStateException("No night began: " + store.get("/api/v1/tuning").body());
    }
    double most = 0;
    while (store.get("/api/v1/tuning").body().contains("\"running\":true")) {
      forecasts(store, 5, beside);
      most = Math.max(most, child(store).orElse(0));
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Seen(seconds, most, Metrics.residentMegabytes(store));
  }

  private static void report(int night, Seen seen, PackagedStore store) throws Exception {
    String said = store.get("/api/v1/tuning").body();
    String result = said.replaceFirst("(?s).*?\"result\":\"([A-Z_]+)\".*", "$1");
    System.out.printf(
        Locale.ROOT,
        "  night %2d  %5.1f s   its process at most %3.0f MB   the service after it %3.0f MB   %s%n",
        night,
        seen.seconds(),
        seen.most(),
        seen.after(),
        result);
  }

  private void grown() {
    List<Seen> first = all.subList(0, FEW);
    List<Seen> last = all.subList(all.size() - FEW, all.size());
    System.out.printf(
        Locale.ROOT,
        "%n  means of nights 1-%d and %d-%d:  %5.1f s, %5.1f s   its process %3.0f MB, %3.0f MB   the"
            + " service %3.0f MB, %3.0f MB%n",
        FEW,
        all.size() - FEW + 1,
        all.size(),
        mean(first, Seen::seconds),
        mean(last, Seen::seconds),
        mean(first, Seen::most),
        mean(last, Seen::most),
        mean(first, Seen::after),
        mean(last, Seen::after));
  }

  private static double mean(List<Seen> nights, ToDoubleFunction<Seen> of) {
    return nights.stream().mapToDouble(of).average().orElseThrow();
  }

  private static void print(String what, Histogram figures) {
    System.out.printf(
        Locale.ROOT,
        "  %-24s p50 %6.2f ms   p99 %6.2f ms   (%d)%n",
        what,
        figures.getValueAtPercentile(50) / 1e3,
        figures.getValueAtPercentile(99) / 1e3,
        figures.getTotalCount());
  }

  /// Asks for forecasts that are made for the question, a screen's pause between them.
  private static void forecasts(PackagedStore store, int count, Histogram into) throws Exception {
    for (int i = 0; i < count; i++) {
      long begun = System.nanoTime();
      var answer = store.get("/api/v1/forecasts?steps=24");
      into.recordValue((System.nanoTime() - begun) / 1_000);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.body());
      }
      Thread.sleep(20);
    }
  }

  /// The most that the service's children held, in megabytes, as the kernel counts it.
  private static OptionalDouble child(PackagedStore store) {
    return ProcessHandle.of(store.pid())
        .orElseThrow()
        .descendants()
        .mapToDouble(child -> most(child.pid()))
        .max();
  }

  private static double most(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException ended) {
      return 0;
    }
  }

  /// Sixty days of sales, each item with a level, a lunch and an evening of its own.
  private void fill(PackagedStore store) {
    EventWriter writer = new EventWriter();
    SplittableRandom random = new SplittableRandom(7);
    Instant now = Instant.now();
    List<Sale> sales = new ArrayList<>();
    for (Instant time = now.minus(Duration.ofDays(DAYS)); time.isBefore(now); ) {
      int hour = (int) (time.getEpochSecond() / 3600 % 24);
      if (hour >= FIRST_HOUR && hour < LAST_HOUR) {
        List<SaleLine> lines = new ArrayList<>();
        for (int item = 0; item < items; item++) {
          double peak = Math.exp(-Math.pow((hour - 12 - 7 * (item % 2)) / 2.5, 2));
          int sold = (int) (random.nextDouble() * (0.6 + 3 * peak) * (1 + item % 5));
          if (sold > 0) {
            lines.add(new SaleLine("item-" + item, sold, false, "counter"));
          }
        }
        if (!lines.isEmpty()) {
          sales.add(new Sale(new EventId("/bench/till/1", time.toString()), time, lines));
        }
      }
      time = time.plus(INTERVAL);
      if (sales.size() == 100 || !time.isBefore(now)) {
        store.post(EventWriter.BATCH, writer.writeBatch(sales));
        sales.clear();
        System.err.print('.');
      }
    }
    System.err.println();
  }
}
