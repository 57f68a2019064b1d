package io.parcook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.IntakeLimits;
import io.parcook.pipeline.intake.Verdict;
import io.parcook.simulator.Restaurant;
import io.parcook.simulator.Simulation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaReplayTest {

  private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant UNTIL = FROM.plus(Duration.ofDays(2));
  private static final Path MAPPING =
      SharedData.root().resolve("cli/mappings/simulated-orders.json");

  @TempDir Path folder;

  @Test
  void everyOrderIsOneRecordInItsOrderUnderTheStoresKey() throws Exception {
    Path orders = folder.resolve("orders.csv");
    Commands.run(
        "simulate",
        "-q",
        "--out",
        orders,
        "--from",
        "2026-03-02",
        "--days",
        2,
        "--zone",
        "UTC",
        "--store",
        "s",
        "--seed",
        4);
    try (var kafka = new KafkaStand(folder.resolve("kafka"))) {
      Object[] words = {
        "replay", "-q", orders, "--mapping", MAPPING, "--kafka", kafka.address(), "--store", "17"
      };

      Commands.Ran ran = Commands.run(words);
      Commands.run(words);

      List<ConsumerRecord<String, byte[]>> records = kafka.records("parcook.events.v1");
      List<StoreEvent> events = new ArrayList<>();
      for (ConsumerRecord<String, byte[]> record : records) {
        assertThat(record.key()).isEqualTo("17");
        assertThat(record.headers().lastHeader("content-type").value())
            .asString(StandardCharsets.UTF_8)
            .isEqualTo(EventWriter.EVENT);
        events.add(event(record.value()));
      }
      int half = events.size() / 2;
      assertThat(ran.exit()).as(ran.said()).isZero();
      assertThat(events.subList(0, half)).isEqualTo(events.subList(half, events.size()));
      assertThat(events.subList(0, half))
          .isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
      assertThat(portions(events.subList(0, half)))
          .isEqualTo(
              portions(
                  new Simulation(Restaurant.usual("s", ZoneId.of("UTC"), 4), FROM, UNTIL)
                      .stream().toList()));
    }
  }

  @Test
  void aBrokerThatIsNotThereIsGivenUpAfterTheTimeGiven() {
    Path orders = folder.resolve("orders.csv");
    Commands.run("simulate", "-q", "--out", orders, "--from", "2026-03-02", "--days", 1);

    Commands.Ran ran =
        Commands.run(
            "replay",
            "-q",
            orders,
            "--mapping",
            MAPPING,
            "--kafka",
            "localhost:1",
            "--give-up-after",
            "1s");

    assertThat(ran.exit()).isEqualTo(Exit.UNREACHABLE);
    assertThat(ran.said()).contains("Kafka at localhost:1").contains("See that the broker runs");
  }

  private static StoreEvent event(byte[] json) {
    Intake intake = new Intake(IntakeLimits.DEFAULT, InstantSource.fixed(UNTIL));
    return switch (intake.read(json)) {
      case Verdict.Accepted accepted -> accepted.event();
      case Verdict.Quarantined refused -> throw new AssertionError(refused.detail());
    };
  }

  private static Map<String, Integer> portions(List<StoreEvent> events) {
    Map<String, Integer> portions = new TreeMap<>();
    for (StoreEvent event : events) {
      if (event instanceof Sale sale) {
        for (SaleLine line : sale.lines()) {
          portions.merge(line.item() + line.isVoid(), line.quantity(), Integer::sum);
        }
      }
    }
    return portions;
  }
}
