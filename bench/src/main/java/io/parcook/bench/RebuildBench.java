package io.parcook.bench;

import io.parcook.journey.KafkaBroker;
import io.parcook.journey.PackagedStore;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.ledger.LedgerSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A store's node is lost with its volume: how long until a pod on another node, with an empty one,
/// has read the topic from its beginning, and whether it then knows the same to the unit.
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = "Rebuilds a lost store from its Kafka topic, and compares the two ledgers.",
    footer = {"", "Example:", "  ./parcook bench rebuild --days 60 --items 100"})
final class RebuildBench implements Callable<Integer> {

  private static final String TOPIC = "parcook.events.v1";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int LINES = 3;

  @Option(names = "--days", defaultValue = "59", description = "Days of sales (59).")
  private int days;

  @Option(names = "--items", defaultValue = "100", description = "Items (100).")
  private int items;

  @Option(names = "--orders", defaultValue = "1000", description = "Orders a day (1,000).")
  private int orders;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("parcook-bench");
    try (var broker = KafkaBroker.in(folder.resolve("broker"));
        var old = PackagedStore.in(folder.resolve("old"), listeningTo(broker));
        var fresh = PackagedStore.in(folder.resolve("new"), listeningTo(broker))) {
      broker.start();
      produce(broker);
      double first = rebuilt(old);
      old.kill9();
      double seconds = rebuilt(fresh);
      String served = fresh.get("/api/v1/forecasts?steps=1").body();
      fresh.stop();

      Map<String, Long> before = portions(folder.resolve("old/data/ledger.db"));
      Map<String, Long> after = portions(folder.resolve("new/data/ledger.db"));
      boolean same = before.equals(after);
      System.out.printf(
          Locale.ROOT,
          """
          Rebuild of a lost store: %d days, %d items, %,d events in the topic
            the first store, from its start      %6.1f s
            the store that replaces it           %6.1f s  (%,.0f events a second)
            cells (item, quarter of an hour)   %,8d, portions %,d
            the two ledgers                      %s
            then serves                          %s
          """,
          days,
          items,
          days * orders,
          first,
          seconds,
          days * orders / seconds,
          after.size(),
          after.values().stream().mapToLong(Long::longValue).sum(),
          same ? "are equal, cell by cell" : "DIFFER",
          served.contains("\"model\"") ? "a model's forecast" : "the usual level");
      return same ? 0 : 1;
    } finally {
      Folders.delete(folder);
    }
  }

  private static Map<String, String> listeningTo(KafkaBroker broker) {
    return Map.of(
        "parcook.kafka.enabled", "true",
        "parcook.kafka.bootstrap-servers", broker.address(),
        "parcook.tuning.enabled", "false");
  }

  private void produce(KafkaBroker broker) {
    var writer = new EventWriter();
    var random = new SplittableRandom(7);
    Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(days));
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.address(), "linger.ms", 20, "batch.size", 1 << 18);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (int order = 0; order < days * orders; order++) {
        Instant time = first.plusSeconds((long) order * 86_400 / orders);
        var _ = producer.send(new ProducerRecord<>(TOPIC, writer.write(sale(order, time, random))));
      }
    }
  }

  /// An order of some lines; now and then one of them is voided.
  private Sale sale(int order, Instant time, SplittableRandom random) {
    List<SaleLine> lines = new ArrayList<>();
    for (int line = 0; line < LINES; line++) {
      String item = "item-" + random.nextInt(items);
      lines.add(new SaleLine(item, 1 + random.nextInt(3), random.nextInt(50) == 0, "counter"));
    }
    return new Sale(new EventId("/bench/till/1", "order-" + order), time, lines);
  }

  /// Starts a store with no data and waits until all of the topic is on its disk.
  private double rebuilt(PackagedStore store) throws InterruptedException {
    long begun = System.nanoTime();
    store.start();
    while (Metrics.sum(store, "parcook_events_total", "outcome=\"stored\"") < days * orders) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IllegalStateException("Not rebuilt in " + PATIENCE + ":\n" + store.logs());
      }
      Thread.sleep(50);
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private static Map<String, Long> portions(Path ledger) {
    Map<String, Long> portions = new TreeMap<>();
    var snapshot = LedgerSnapshot.of(ledger, InstantSource.system());
    long interval = snapshot.interval().toSeconds();
    snapshot.replay(
        Instant.EPOCH,
        changes -> {
          for (IntervalChange change : changes) {
            if (change instanceof IntervalChange.Sold(Instant time, String item, int delta)) {
              portions.merge(
                  item + "@" + Math.floorDiv(time.getEpochSecond(), interval),
                  (long) delta,
                  Long::sum);
            }
          }
        });
    return portions;
  }
}
