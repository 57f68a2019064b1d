package io.parcook.pipeline.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.IntakeLimits;
import io.parcook.pipeline.intake.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventWriterTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123Z");
  private static final Instant LATER = NOON.plusSeconds(86_400);

  private static final List<StoreEvent> ONE_OF_EACH =
      List.of(
          new Sale(
              id("sale \"ü\" 1"),
              NOON,
              List.of(
                  new SaleLine("burger", 2, false, "drive"),
                  new SaleLine("Käse\\burger", 1, true, null))),
          new Presence(id("2"), NOON, "door", 3, 1, 7),
          new Presence(id("3"), NOON, "door", 0, 2, null),
          new Stock(id("4"), NOON, "fries", false),
          new Cook(id("5"), NOON, "fries", 12, 0),
          new Context(id("6"), NOON, new ContextFact.Promotion("wrap", NOON, LATER, 0.25)),
          new Context(id("7"), NOON, new ContextFact.Promotion(null, NOON, LATER, 0)),
          new Context(id("8"), NOON, new ContextFact.Weather(NOON, LATER, -3.5, 0.4)),
          new Context(
              id("9"),
              NOON,
              new ContextFact.OpeningHours(
                  LocalDate.of(2026, 3, 3), LocalTime.of(7, 30), LocalTime.MIDNIGHT)));

  private final EventWriter writer = new EventWriter();
  private final Intake intake = new Intake(IntakeLimits.DEFAULT, InstantSource.fixed(NOON));

  @Test
  void intakeReadsEveryKindOfEventBackAsItWas() {
    for (StoreEvent event : ONE_OF_EACH) {
      assertThat(event(intake.read(writer.write(event)))).isEqualTo(event);
    }
  }

  @Test
  void intakeReadsABatchBackInItsOrder() {
    List<Verdict> verdicts = intake.readBatch(writer.writeBatch(ONE_OF_EACH));

    assertThat(verdicts.stream().map(EventWriterTest::event)).isEqualTo(ONE_OF_EACH);
  }

  @Test
  void aStreamMayTakeMoreThanOneEvent() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (StoreEvent event : ONE_OF_EACH) {
      writer.write(event, bytes);
      bytes.write('\n');
    }

    assertThat(bytes.toString(UTF_8).lines().map(line -> event(intake.read(line.getBytes(UTF_8)))))
        .isEqualTo(ONE_OF_EACH);
  }

  private static StoreEvent event(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted accepted -> accepted.event();
      case Verdict.Quarantined refused -> throw new AssertionError(refused.detail());
    };
  }

  private static EventId id(String id) {
    return new EventId("/store/test/till/1", id);
  }
}
