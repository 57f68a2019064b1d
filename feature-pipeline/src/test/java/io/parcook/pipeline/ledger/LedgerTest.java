package io.parcook.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.IntervalChange.Sold;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.IntakeLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);

  private final Intake intake = new Intake(IntakeLimits.DEFAULT, CLOCK);

  @TempDir Path folder;

  @Test
  void aSaleIsStoredOnceAndARepeatChangesNothing() {
    List<IntervalChange> told = new ArrayList<>();
    try (Ledger ledger = open()) {
      ledger.onCommit(told::addAll);
      assertThat(append(ledger, sale("1", "11:58:00", "burger", 2)))
          .containsExactly(new Receipt(Receipt.Outcome.STORED, 1));
      assertThat(append(ledger, sale("1", "11:58:00", "burger", 2)))
          .containsExactly(new Receipt(Receipt.Outcome.REPEATED, 1));
      assertThat(ledger.queries().counts(Instant.EPOCH, NOON))
          .containsExactly(new ItemCount(Instant.EPOCH, "burger", 2, 0, 0, 0));
    }
    assertThat(told).containsExactly(new Sold(Instant.parse("2026-11-23T11:58:00Z"), "burger", 2));
  }

  @Test
  void whatWasStoredIsThereAfterReopeningAndReplaysWithItsExactTimes() {
    try (Ledger ledger = open()) {
      append(ledger, sale("1", "03:07:00", "burger", 2));
      append(ledger, sale("2", "11:58:00", "fries", 1));
    }
    List<IntervalChange> told = new ArrayList<>();
    try (Ledger ledger = open()) {
      ledger.replay(Instant.EPOCH, told::addAll);
      assertThat(ledger.queries().after(0, 10)).hasSize(2);
    }
    assertThat(told)
        .containsExactly(
            new Sold(Instant.parse("2026-11-23T03:00:00Z"), "burger", 2),
            new Sold(Instant.parse("2026-11-23T11:58:00Z"), "fries", 1));
  }

  @Test
  void anEventThatIsNotUnderstoodIsInQuarantineWithItsReason() {
    try (Ledger ledger = open()) {
      append(ledger, sale("1", "11:58:00", "burger", -2));
      List<QuarantinedEvent> page = ledger.queries().quarantine(Long.MAX_VALUE, 10);
      assertThat(page).hasSize(1);
      assertThat(page.getFirst().detail()).startsWith("/data/lines/0/quantity");
    }
  }

  @Test
  void offsetsMoveWithTheirEvents() {
    try (Ledger ledger = open()) {
      ledger.append(List.of(), List.of(new SourceOffset("events", 3, 42))).join();
      assertThat(ledger.offsets("events")).containsExactly(new SourceOffset("events", 3, 42));
    }
  }

  @Test
  void aFollowerMissesNothingAndHearsNothingTwice() throws InterruptedException {
    try (Ledger ledger = open()) {
      CountDownLatch half = new CountDownLatch(500);
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 1_000; i++) {
                      var _ = ledger.append(List.of(Sales.number(i)), List.of());
                      half.countDown();
                    }
                  });
      half.await();
      AtomicInteger heard = new AtomicInteger();
      ledger
          .follow(
              Instant.EPOCH, changes -> changes.forEach(c -> heard.addAndGet(((Sold) c).delta())))
          .join();
      sender.join();
      ledger.append(List.of(), List.of()).join();
      assertThat(heard).hasValue(1_000);
    }
  }

  @Test
  @SuppressWarnings("NullAway") // the fault that is meant
  void aFaultInOneUnitDoesNotFailItsNeighbours() throws InterruptedException {
    try (Ledger ledger = open()) {
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      ledger.onCommit(
          _ -> {
            writing.countDown();
            try {
              release.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      var _ = ledger.append(Sales.numbers(0, 1), List.of());
      writing.await(); // what comes now waits, and makes one group
      CompletableFuture<?> before = ledger.append(Sales.numbers(1, 2), List.of());
      CompletableFuture<?> faulty =
          ledger.append(Sales.numbers(2, 3), List.of(new SourceOffset(null, 0, 1)));
      CompletableFuture<?> after = ledger.append(Sales.numbers(3, 4), List.of());
      release.countDown();
      before.join();
      after.join();
      assertThat(faulty).failsWithin(Duration.ofSeconds(30));
      assertThat(Sales.sold(ledger)).isEqualTo(3);
    }
  }

  @Test
  void aClosedLedgerRefusesWithAReason() {
    Ledger ledger = open();
    ledger.close();
    Assertions.assertThatThrownBy(() -> ledger.append(List.of(), List.of()).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NotStoredException.class);
  }

  private Ledger open() {
    return Ledger.open(folder.resolve("store.db"), LedgerOptions.DEFAULT, CLOCK);
  }

  private List<Receipt> append(Ledger ledger, String event) {
    byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
    return ledger.append(intake.readBatch(bytes), List.of()).join();
  }

  private static String sale(String id, String time, String item, int quantity) {
    return """
        {"specversion":"1.0","id":"%s","source":"/till/1","type":"parcook.sale.v1",
         "time":"2026-11-23T%sZ","data":{"lines":[{"item":"%s","quantity":%d}]}}"""
        .formatted(id, time, item, quantity);
  }
}
