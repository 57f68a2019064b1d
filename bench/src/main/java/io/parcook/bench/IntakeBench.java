package io.parcook.bench;

import io.parcook.journey.KafkaBroker;
import io.parcook.journey.PackagedStore;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.Sale;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Events per second acknowledged over HTTP and over Kafka, beside bare SQLite. The sender and the
/// store share the machine's cores.
@Command(
    name = "intake",
    mixinStandardHelpOptions = true,
    description = "Events per second acknowledged, beside bare SQLite with the same transaction.",
    footer = {"", "Example:", "  ./parcook bench intake --events 20000 --rounds 5"})
final class IntakeBench implements Callable<Integer> {

  private static final int BATCH = 200;
  private static final int IN_FLIGHT = 8;
  private static final int GROUP = 1_600;
  private static final String TOPIC = "parcook.events.v1";

  @Option(names = "--events", defaultValue = "20000", description = "Sales in a round (20000).")
  private int events;

  @Option(names = "--rounds", defaultValue = "5", description = "Measured rounds (5).")
  private int rounds;

  private final Sales sales = new Sales();
  private final HttpClient http = HttpClient.newHttpClient();
  private int sent;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("parcook-bench");
    try (var broker = KafkaBroker.in(folder.resolve("broker"));
        var bare = new BareSqlite(folder.resolve("bare.db"))) {
      broker.start();
      Map<String, String> settings =
          Map.of(
              "parcook.kafka.enabled",
              "true",
              "parcook.kafka.bootstrap-servers",
              broker.address(),
              "parcook.kafka.topic",
              TOPIC);
      try (var store = PackagedStore.in(folder.resolve("store"), settings);
          var producer =
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", broker.address(), "linger.ms", 5, "acks", "all"),
                  new StringSerializer(),
                  new ByteArraySerializer())) {
        store.start();
        new Sides("Intake", "events a second")
            .side("bare SQLite, same rows, " + GROUP + " a commit", () -> bare(bare))
            .side("HTTP, batches of " + BATCH + ", " + IN_FLIGHT + " in flight", () -> http(store))
            .side("Kafka, from the first send to the last commit", () -> kafka(store, producer))
            .run(rounds);
      }
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private double bare(BareSqlite bare) throws Exception {
    List<Sale> round = sales.next(events, Instant.now());
    List<byte[]> bodies = sales.records(round);
    long start = System.nanoTime();
    bare.write(round, bodies, GROUP);
    return perSecond(start);
  }

  private double http(PackagedStore store) throws Exception {
    List<byte[]> bodies = sales.batches(sales.next(events, Instant.now()), BATCH);
    var window = new Semaphore(IN_FLIGHT);
    var refused = new AtomicInteger();
    long start = System.nanoTime();
    for (byte[] body : bodies) {
      window.acquire();
      HttpRequest post =
          HttpRequest.newBuilder(store.baseUri().resolve("/api/v1/events"))
              .header("Content-Type", EventWriter.BATCH)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      var _ =
          http.sendAsync(post, BodyHandlers.discarding())
              .whenComplete(
                  (answer, failure) -> {
                    if (failure != null || answer.statusCode() != 202) {
                      refused.incrementAndGet();
                    }
                    window.release();
                  });
    }
    window.acquire(IN_FLIGHT);
    double figure = perSecond(start);
    sent += events;
    if (refused.get() > 0) {
      throw new IllegalStateException(refused + " batches were refused:\n" + store.logs());
    }
    return figure;
  }

  private double kafka(PackagedStore store, KafkaProducer<String, byte[]> producer)
      throws Exception {
    List<byte[]> records = sales.records(sales.next(events, Instant.now()));
    long start = System.nanoTime();
    for (byte[] record : records) {
      var _ = producer.send(new ProducerRecord<>(TOPIC, "bench", record));
    }
    producer.flush();
    sent += events;
    Duration patience = Duration.ofMinutes(2);
    while (stored(store) < sent) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new IllegalStateException(
            stored(store) + " of " + sent + " events arrived:\n" + store.logs());
      }
      Thread.sleep(5);
    }
    return perSecond(start);
  }

  private static long stored(PackagedStore store) {
    return (long) Metrics.sum(store, "parcook_events_total", "outcome=\"stored\"");
  }

  private double perSecond(long start) {
    return events / ((System.nanoTime() - start) / 1e9);
  }
}
