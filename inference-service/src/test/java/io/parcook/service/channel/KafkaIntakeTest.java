package io.parcook.service.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.SourceOffset;
import io.parcook.service.testing.Events;
import io.parcook.service.testing.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// One life of a broker that is absent, comes, dies, and comes back, told in one test: each part
/// needs the one before.
@QuarkusTest
@TestProfile(KafkaIntakeTest.WithKafka.class)
class KafkaIntakeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOPIC = "parcook.events.v1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Kafka on, at a port where no broker is yet.
  public static final class WithKafka implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "parcook.kafka.enabled",
          "true",
          "parcook.kafka.bootstrap-servers",
          "127.0.0.1:" + freePort());
    }
  }

  @Inject Ledger ledger;

  private final Http http = Http.ofTheTest();

  @Test
  void aBrokerMayBeAbsentComeDieAndComeBack() throws Exception {
    assertTheStoreServes("before any broker");
    String servers =
        ConfigProvider.getConfig().getValue("parcook.kafka.bootstrap-servers", String.class);
    int port = URI.create("kafka://" + servers).getPort();
    Path folder = Files.createTempDirectory("broker");
    try (KafkaBroker broker = new KafkaBroker(port, freePort(), folder)) {
      broker.format();
      broker.start();
      send(port, 0, 300, true);
      await("the first records are in the ledger", () -> demand("kafka") == 300);
      await("the poison record is in quarantine", () -> quarantined() > 0);
      await("the offsets are in the ledger", () -> taken() == 301);

      broker.die();
      assertTheStoreServes("while the broker is dead");
      assertThat(demand("kafka")).isEqualTo(300);

      broker.start();
      send(port, 300, 500, false);
      await("the records after its return are in the ledger", () -> demand("kafka") == 500);
      await("the offsets are in the ledger", () -> taken() == 501);
      assertThat(http.get("/q/health/group/kafka").statusCode()).isEqualTo(200);
      assertThat(http.get("/q/metrics").body()).contains("parcook_kafka_connections ");
    }
  }

  private void assertTheStoreServes(String when) throws IOException {
    String item = "over http " + Events.id();
    assertThat(http.events(Http.ONE, Events.sale(Events.id(), Instant.now(), item, 1)).statusCode())
        .as(when)
        .isEqualTo(202);
    assertThat(http.get("/q/health/ready").statusCode()).as(when).isEqualTo(200);
    assertThat(http.get("/q/health/live").statusCode()).as(when).isEqualTo(200);
    assertThat(http.get("/api/v1/forecasts").statusCode()).as(when).isEqualTo(200);
    assertThat(http.get("/q/health/group/kafka").statusCode()).as(when).isEqualTo(503);
  }

  private static void send(int port, int from, int until, boolean poison) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "127.0.0.1:" + port);
    settings.put("acks", "all");
    Instant now = Instant.now();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = from; i < until; i++) {
        String event = Events.sale("kafka-" + i, now.minusSeconds(i), "kafka", 1);
        producer
            .send(new ProducerRecord<>(TOPIC, bytes("till-" + i % 7), bytes(event)))
            .get(30, TimeUnit.SECONDS);
        if (poison && i == until / 2) {
          producer
              .send(new ProducerRecord<>(TOPIC, bytes("till"), bytes("\u0000 poison")))
              .get(30, TimeUnit.SECONDS);
        }
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private int demand(String item) {
    try {
      return JSON.readTree(http.get("/api/v1/counts?item=" + item).body())
          .at("/counts/0/demand")
          .asInt();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private long quarantined() {
    return ledger.queries().quarantineCounts().values().stream().mapToLong(n -> n).sum();
  }

  private long taken() {
    return ledger.offsets(TOPIC).stream().mapToLong(SourceOffset::next).sum();
  }

  private static void await(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("After " + PATIENCE + ", still not so: " + what);
      }
      Thread.sleep(50);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new AssertionError(none);
    }
  }
}
