package io.parcook.bench;

import io.parcook.journey.PackagedStore;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// From a till's event to the changed plan on every screen, durable write included, beside the
/// durable write alone (the same event's 202); and from a burst at the door to the plan that says
/// so.
@Command(
    name = "screens",
    mixinStandardHelpOptions = true,
    description = "From a till event, and from the door, to the changed plan on every screen.",
    footer = {"", "Example:", "  ./parcook bench screens --seconds 20"})
final class ScreensBench implements Callable<Integer> {

  private static final int HISTORY = 4_000;
  private static final int ON_HAND = 10_000;
  private static final int SERVED = 500;
  private static final int BURSTS = 10;
  private static final long PATIENCE = 10_000_000_000L;

  @Option(names = "--screens", defaultValue = "20", description = "Screens that listen (20).")
  private int screens;

  @Option(names = "--rate", defaultValue = "50", description = "Events a second (50).")
  private int rate;

  @Option(names = "--seconds", defaultValue = "20", description = "How long (20).")
  private int seconds;

  private final Sales sales = new Sales();
  private final EventWriter writer = new EventWriter();
  private final Histogram written = new Histogram(3);
  private final Histogram shown = new Histogram(3);
  private final Histogram noticed = new Histogram(3);

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("parcook-bench");
    Path menu = BenchMenu.in(folder);
    var listening = new ArrayList<PlanScreen>();
    try (var store = PackagedStore.in(folder, Map.of("parcook.menu.path", menu.toString()))) {
      store.start();
      fill(store);
      for (int i = 0; i < screens; i++) {
        listening.add(new PlanScreen(store, BenchMenu.PROBE, ON_HAND));
      }
      int before = await(listening.getFirst());
      sell(store, listening, before, rate, 5 * rate);
      int left = before - 5 * rate;
      written.reset();
      shown.reset();
      sell(store, listening, left, rate, seconds * rate);
      bursts(store, listening.getFirst());
      print(listening.getFirst().states());
    } finally {
      for (PlanScreen screen : listening) {
        screen.close();
      }
      Folders.delete(folder);
    }
    return 0;
  }

  /// Some hours of sales, people at the door on days past, and a probe of which much is on hand.
  private void fill(PackagedStore store) {
    Instant now = Instant.now();
    for (int day = 4; day >= 0; day--) {
      Instant at = now.minus(Duration.ofDays(day));
      for (byte[] body : sales.batches(sales.next(HISTORY / 5, at), 500)) {
        store.post(EventWriter.BATCH, body);
      }
      if (day > 0) {
        var id = new EventId("/bench/door", "past-" + day);
        store.post(EventWriter.EVENT, writer.write(new Presence(id, at, "door", 4, 0, null)));
      }
    }
    for (int item = 0; item < Sales.ITEMS; item++) {
      // What was ordered until now is served: a kitchen that owes hours of orders is none.
      var id = new EventId("/bench", "served-" + item);
      var enough = new Cook(id, Instant.now(), "item-" + item, SERVED, 0);
      store.post(EventWriter.EVENT, writer.write(enough));
    }
    var cooked =
        new Cook(new EventId("/bench", "probe"), Instant.now(), BenchMenu.PROBE, ON_HAND, 0);
    store.post(EventWriter.EVENT, writer.write(cooked));
  }

  private static int await(PlanScreen screen) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    while (screen.onHand() != ON_HAND && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    if (screen.onHand() != ON_HAND) {
      throw new IllegalStateException("The plan shows " + screen.onHand() + " of the probe.");
    }
    return ON_HAND;
  }

  /// Sells the probe at the rate: a sale's number on hand tells it from all others.
  private void sell(
      PackagedStore store, List<PlanScreen> listening, int first, int perSecond, int count)
      throws InterruptedException {
    long[] sent = new long[count];
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = begun + i * 1_000_000_000L / perSecond;
      long wait = due - System.nanoTime();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait));
      }
      var lines = new ArrayList<SaleLine>();
      lines.add(new SaleLine(BenchMenu.PROBE, 1, false, "counter"));
      lines.addAll(sales.next(1, Instant.now()).getFirst().lines());
      var id = new EventId("/bench/till/2", "probe-" + first + "-" + i);
      byte[] body = writer.write(new Sale(id, Instant.now(), lines));
      sent[i] = System.nanoTime();
      var answer = store.post(EventWriter.EVENT, body);
      written.recordValue((System.nanoTime() - sent[i]) / 1_000);
      if (answer.statusCode() != 202) {
        throw new IllegalStateException(answer.body());
      }
    }
    long end = System.nanoTime() + PATIENCE;
    for (PlanScreen screen : listening) {
      while (screen.seen(first - count) == 0 && System.nanoTime() < end) {
        Thread.sleep(5);
      }
      for (int i = 0; i < count; i++) {
        long seen = screen.seen(first - i - 1);
        if (seen < sent[i]) {
          throw new IllegalStateException(
              "A screen showed %d portions of the probe, and never those after sale %d of %d."
                  .formatted(screen.onHand(), i + 1, count));
        }
        shown.recordValue((seen - sent[i]) / 1_000);
      }
    }
  }

  private void bursts(PackagedStore store, PlanScreen screen) throws InterruptedException {
    for (int i = 0; i < BURSTS; i++) {
      Thread.sleep(1_000);
      int before = screen.people();
      var id = new EventId("/bench/door", "burst-" + i);
      byte[] body = writer.write(new Presence(id, Instant.now(), "door", 12, 0, null));
      long sent = System.nanoTime();
      store.post(EventWriter.EVENT, body);
      while (screen.people() == before && System.nanoTime() - sent < PATIENCE) {
        Thread.sleep(1);
      }
      noticed.recordValue((screen.counted() - sent) / 1_000);
    }
  }

  private void print(int states) {
    System.out.printf(
        "%nFrom a till event to the plan on %d screens, %d items, %d events a second for %d s%n",
        screens, Sales.ITEMS + 1, rate, seconds);
    line("202 after the durable write", written);
    line("changed plan on a screen, durable write included", shown);
    line("changed plan after a burst at the door", noticed);
    System.out.printf("  %d states came to each screen%n", states);
  }

  private static void line(String what, Histogram measured) {
    System.out.printf(
        Locale.ROOT,
        "  %-50s p50 %7.2f ms   p99 %7.2f ms   most %7.2f ms%n",
        what,
        measured.getValueAtPercentile(50) / 1e3,
        measured.getValueAtPercentile(99) / 1e3,
        measured.getMaxValue() / 1e3);
  }
}
