package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker that is not there, dies and comes back is the broker's trouble: tills, screens and
/// probes get their answers throughout, and what the broker holds arrives later.
class BrokerJourneyTest {

  private static final Duration TO_COME_BACK = Duration.ofSeconds(90);
  private static final Duration WITHOUT_A_BROKER = Duration.ofSeconds(6);
  private static final int RECORDS = 400;

  @TempDir Path folder;

  @Test
  void theStoreAnswersWhileTheBrokerIsAbsentDiesAndComesBack() {
    try (var broker = KafkaBroker.in(folder.resolve("broker"));
        var store = PackagedStore.in(folder.resolve("store"), listeningTo(broker))) {
      store.start();
      store.post(Events.ONE, Events.bytes(Events.sale("first", Instant.now(), "soup", 1)));
      AtomicBoolean over = new AtomicBoolean();
      Queue<String> silences = new ConcurrentLinkedQueue<>();
      Thread screen = Thread.ofVirtual().start(() -> watch(store, over, silences));
      int rung;
      try (Till till = Till.open(store, "soup")) {
        Eventually.nap(WITHOUT_A_BROKER);
        int withNoBroker = till.accepted();

        broker.start();
        send(broker, "before");
        awaitRecords(store, RECORDS);

        broker.kill9();
        int before = till.accepted();
        Eventually.nap(WITHOUT_A_BROKER);
        int withADeadBroker = till.accepted() - before;

        broker.start();
        send(broker, "after");
        awaitRecords(store, 2 * RECORDS);

        rung = till.shut();
        assertThat(till.failures()).as("refused at the till").isEmpty();
        assertThat(withNoBroker).as("sales taken with no broker").isPositive();
        assertThat(withADeadBroker).as("sales taken with a dead broker").isPositive();
      }
      over.set(true);
      join(screen);
      assertThat(silences).as("requests with no good answer").isEmpty();
      assertThat(portions(store, "soup")).isEqualTo(rung + 1);
      assertThat(portions(store, "noodles")).isEqualTo(2 * RECORDS);
    }
  }

  /// Asks for the forecast and for readiness, again and again, and notes what was no answer.
  private static void watch(PackagedStore store, AtomicBoolean over, Queue<String> silences) {
    while (!over.get()) {
      for (String path : new String[] {"/q/health/ready", "/api/v1/forecasts"}) {
        try {
          HttpResponse<String> answer = store.get(path);
          if (answer.statusCode() != 200) {
            silences.add(path + " " + answer.statusCode() + " " + answer.body());
          }
        } catch (UncheckedIOException e) {
          silences.add(path + " " + e.getCause());
        }
      }
      Eventually.nap(Duration.ofMillis(200));
    }
  }

  private static void send(KafkaBroker broker, String name) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.address(), "acks", "all", "max.block.ms", 60_000);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        String sale = Events.sale(name + "-" + i, Instant.now(), "noodles", 1);
        var _ =
            producer.send(new ProducerRecord<>("parcook.events.v1", "store", Events.bytes(sale)));
      }
      producer.flush();
    }
  }

  private static void awaitRecords(PackagedStore store, int records) {
    Eventually.within(
        TO_COME_BACK,
        () -> portions(store, "noodles") + " of " + records + " portions\n" + store.logs(),
        () -> portions(store, "noodles") >= records);
  }

  private static long portions(PackagedStore store, String item) {
    return LedgerCount.total(store, item);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a screen was waited for", e);
    }
  }

  private static Map<String, String> listeningTo(KafkaBroker broker) {
    return Map.of(
        "parcook.kafka.enabled", "true", "parcook.kafka.bootstrap-servers", broker.address());
  }
}
