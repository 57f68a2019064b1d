package io.parcook.service.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.IntakeLimits;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.LedgerOptions;
import io.parcook.plan.menu.Batches;
import io.parcook.plan.menu.Daypart;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a day tells of its kitchen, over a real ledger.
class KitchenDayTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");
  private static final Instant END = MIDNIGHT.plus(Duration.ofDays(1));

  @TempDir Path folder;
  private Ledger ledger;
  private Intake intake;
  private int events;

  @BeforeEach
  void open() {
    ledger = Ledger.open(folder.resolve("ledger.db"), LedgerOptions.DEFAULT, () -> END);
    intake =
        new Intake(
            new IntakeLimits(65_536, 1_000, 500, Duration.ofMinutes(10), Duration.ofDays(60)),
            () -> END);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void salesBeforeTheKitchensBookBeginsAreNotMissing() {
    sell("fries", 10, at(9, 0));
    sell("fries", 10, at(11, 0));
    ready("fries", 5, at(12, 0));
    sell("fries", 4, at(12, 1));
    sell("fries", 4, at(12, 2));

    KitchenDay day = day();

    assertThat(day.since()).isEqualTo(at(12, 0));
    assertThat(book(day, "fries")).isEqualTo(new KitchenDay.Book(5, 0, 1));
  }

  @Test
  void aPastThatIsToldWhenTheKitchenWritesAlreadyTakesNothingFromIt() {
    ready("fries", 5, at(12, 0));
    sell("fries", 10, MIDNIGHT.minusSeconds(3_600));
    sell("fries", 10, at(11, 59));
    sell("fries", 4, at(12, 1));

    assertThat(book(day(), "fries")).isEqualTo(new KitchenDay.Book(5, 1, 0));
  }

  @Test
  void theBookOfAnItemBeginsWithItsOwnFirstPortions() {
    ready("fries", 5, at(12, 0));
    sell("pie", 1, at(12, 5));
    count("pie", 0, at(12, 10));
    sell("pie", 1, at(12, 15));

    KitchenDay day = day();

    assertThat(day.since()).isEqualTo(at(12, 0));
    assertThat(book(day, "pie").stockOuts()).isEqualTo(1);
  }

  @Test
  void whereNobodyWritesForLongerThanAnythingKeepsTheBookIsClosedUntilTheNextEntry() {
    ready("fries", 5, at(12, 0));
    sell("fries", 9, at(12, 5));
    sell("fries", 9, at(15, 0));
    step("fries", BatchStep.Step.STARTED, 4, at(16, 0));
    sell("fries", 9, at(16, 1));
    step("fries", BatchStep.Step.READY, 4, at(16, 5));
    sell("fries", 9, at(16, 6));

    assertThat(book(day(), "fries").stockOuts()).isEqualTo(2);
  }

  @Test
  void aBookThatWasKeptOverMidnightIsOpenFromTheDaysBeginning() {
    ready("fries", 5, MIDNIGHT.minusSeconds(300));
    sell("fries", 9, MIDNIGHT.plusSeconds(300));

    KitchenDay day = day();

    assertThat(day.since()).isEqualTo(MIDNIGHT);
    assertThat(book(day, "fries").stockOuts()).isEqualTo(1);
  }

  @Test
  void aDayOnWhichNobodyCookedByTheBookSaysSo() {
    sell("fries", 10, at(9, 0));

    KitchenDay day = day();

    assertThat(day.since()).isNull();
    assertThat(book(day, "fries").stockOuts()).isZero();
  }

  private static KitchenDay.Book book(KitchenDay day, String item) {
    return day.books().getOrDefault(item, new KitchenDay.Book(0, 0, 0));
  }

  private KitchenDay day() {
    return KitchenDay.of(ledger.queries(), menu(), MIDNIGHT, END);
  }

  private static Instant at(int hour, int minute) {
    return MIDNIGHT.plus(Duration.ofMinutes(60L * hour + minute));
  }

  private static Menu menu() {
    return new Menu(
        List.of(new Daypart("day", LocalTime.MIDNIGHT)),
        Map.of(),
        Map.of("fries", item("fries"), "pie", item("pie")),
        Map.of());
  }

  private static MenuItem item(String name) {
    return new MenuItem(
        name,
        "fry",
        new Batches(1, 1, 12),
        Duration.ofMinutes(5),
        Duration.ofMinutes(60),
        1,
        3,
        null,
        List.of(),
        Set.of("day"),
        Map.of());
  }

  private EventId next() {
    return new EventId("/test", "e" + events++);
  }

  private void sell(String item, int quantity, Instant time) {
    append(new Sale(next(), time, List.of(new SaleLine(item, quantity, false, null))));
  }

  private void ready(String item, int portions, Instant time) {
    append(new Cook(next(), time, item, portions, 0));
  }

  private void count(String item, int portions, Instant time) {
    append(new Cook(next(), time, item, 0, 0, portions));
  }

  private void step(String item, BatchStep.Step step, int portions, Instant time) {
    append(new BatchStep(next(), time, item + "~1", item, portions, step));
  }

  private void append(StoreEvent event) {
    ledger.append(List.of(intake.read(new EventWriter().write(event))), List.of()).join();
  }
}
