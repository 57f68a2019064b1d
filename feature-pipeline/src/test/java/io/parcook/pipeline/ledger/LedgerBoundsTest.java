package io.parcook.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.pipeline.history.IntervalChange.Sold;
import io.parcook.pipeline.intake.QuarantineReason;
import io.parcook.pipeline.intake.Verdict;
import io.parcook.pipeline.ledger.LedgerRefusedException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerBoundsTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Sales.NOON);
  private final InstantSource clock = now::get;

  @TempDir Path folder;

  @Test
  void aFullQueueRefusesAtOnceAndSaysWhenToComeBack() throws InterruptedException {
    try (Ledger ledger = open(LedgerOptions.DEFAULT.withQueue(10))) {
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      ledger.onCommit(
          _ -> {
            writing.countDown();
            awaitQuietly(release);
          });
      List<CompletableFuture<?>> taken = new ArrayList<>();
      taken.add(ledger.append(Sales.numbers(0, 1), List.of()));
      writing.await();
      taken.add(ledger.append(Sales.numbers(1, 9), List.of()));
      assertThat(ledger.stats().queue().deliveries()).isEqualTo(8);
      CompletableFuture<?> refused = ledger.append(Sales.numbers(9, 12), List.of());
      assertThat(refused).isCompletedExceptionally();
      NotStoredException why = (NotStoredException) refused.exceptionNow();
      assertThat(why.reason()).isEqualTo(NotStoredException.Reason.BUSY);
      assertThat(why.retryAfter()).isPositive();
      release.countDown();
      taken.forEach(CompletableFuture::join);
      assertThat(Sales.sold(ledger)).isEqualTo(9);
      assertThat(ledger.stats().refused()).isEqualTo(1);
    }
  }

  @Test
  void overTheDiskBudgetTheOldestEventsGoButNoneThatASinkHasNotTaken() {
    try (Ledger ledger = open(LedgerOptions.DEFAULT.withDiskBudget(1 << 20))) {
      ledger.register("cloud").join();
      for (int from = 0; from < 20_000; from += 200) {
        ledger.append(Sales.numbers(from, from + 200), List.of()).join();
      }
      assertThat(ledger.queries().after(0, 30_000)).hasSize(20_000);
      assertThat(ledger.stats().disk().used()).isGreaterThan(1 << 20);

      ledger.advance("cloud", 3_000).join();
      for (int from = 20_000; from < 26_000; from += 200) {
        ledger.append(Sales.numbers(from, from + 200), List.of()).join();
      }
      assertThat(ledger.queries().after(0, 1).getFirst().seq()).isEqualTo(3_001);
      assertThat(ledger.stats().disk().pruned()).isEqualTo(3_000);

      ledger.advance("cloud", 26_000).join();
      for (int i = 0; i < 100; i++) {
        ledger.append(Sales.numbers(0, 1), List.of()).join();
      }
      assertThat(ledger.stats().disk().pruned()).isGreaterThan(3_000);
      assertThat(Sales.sold(ledger)).isEqualTo(26_000);
      assertThat(ledger.append(Sales.numbers(7, 8), List.of()).join())
          .containsExactly(new Receipt(Receipt.Outcome.REPEATED, 8));
      long[] replayed = {0};
      ledger.replay(
          Instant.EPOCH,
          changes -> changes.forEach(change -> replayed[0] += ((Sold) change).delta()));
      assertThat(replayed[0]).as("pruned events still count").isEqualTo(26_000);
    }
  }

  @Test
  void theQuarantineKeepsTheNewest() {
    LedgerOptions ten =
        new LedgerOptions(
            Duration.ofMinutes(15),
            1 << 30,
            1_000,
            1 << 20,
            1_000,
            10,
            Duration.ofDays(70),
            Duration.ofDays(800));
    try (Ledger ledger = open(ten)) {
      for (int i = 1; i <= 300; i++) {
        ledger.append(List.of(bad("bad " + i)), List.of()).join();
      }
      List<QuarantinedEvent> page = ledger.queries().quarantine(Long.MAX_VALUE, 400);
      assertThat(page.size()).isBetween(10, 10 + 64);
      assertThat(page.getFirst().detail()).isEqualTo("bad 300");
      assertThat(ledger.queries().quarantineCounts())
          .containsEntry(QuarantineReason.SCHEMA, (long) page.size());
    }
  }

  @Test
  void agedCountsGoAndTheNewestPlaceStays() {
    LedgerOptions hundredDays =
        new LedgerOptions(
            Duration.ofMinutes(15),
            1 << 20,
            1_000,
            1 << 20,
            1_000,
            10,
            Duration.ofDays(70),
            Duration.ofDays(100));
    try (Ledger ledger = open(hundredDays)) {
      ledger.append(Sales.numbers(0, 100), List.of()).join();
      now.set(Sales.NOON.plus(Duration.ofDays(120)));
      ledger.append(List.of(bad("later")), List.of()).join();
      ledger.append(List.of(bad("after that commit's pruning")), List.of()).join();
      assertThat(Sales.sold(ledger)).isZero();
      assertThat(ledger.queries().lastSeq()).isEqualTo(100);
    }
  }

  @Test
  void anIdentityGoesWhenItsRepeatCouldNoLongerBeAcceptedAndItsBytesAreGone() throws SQLException {
    try (Ledger ledger = open(LedgerOptions.DEFAULT.withDiskBudget(1 << 20))) {
      for (int from = 0; from < 8_000; from += 200) {
        ledger.append(Sales.numbers(from, from + 200), List.of()).join();
      }
      append(ledger, 70);
      long pruned = ledger.stats().disk().pruned();
      assertThat(pruned).isPositive();
      assertThat(arrivals()).isEqualTo(8_000);
      now.set(Sales.NOON.plus(Duration.ofDays(71)));
      append(ledger, 10);
      assertThat(arrivals()).isEqualTo(8_000 - ledger.stats().disk().pruned());
      assertThat(ledger.queries().lastSeq()).isEqualTo(8_000);
    }
  }

  /// Commits that store nothing new, so that pruning has its turns.
  private static void append(Ledger ledger, int commits) {
    for (int i = 0; i < commits; i++) {
      ledger.append(List.of(), List.of()).join();
    }
  }

  private long arrivals() throws SQLException {
    try (Connection reader = Sqlite.reader(folder.resolve("store.db"))) {
      return Sqlite.number(reader, "SELECT count(*) FROM arrival");
    }
  }

  @Test
  void aSecondWriterIsRefused() {
    try (Ledger ledger = open(LedgerOptions.DEFAULT)) {
      assertThat(ledger.stats().commits()).isZero();
      assertRefused(Reason.IN_USE, LedgerOptions.DEFAULT);
    }
    open(LedgerOptions.DEFAULT).close();
  }

  @Test
  void aLedgerOfANewerVersionIsRefusedAndLeftAsItIs() throws SQLException {
    open(LedgerOptions.DEFAULT).close();
    script("PRAGMA user_version = 99");
    assertRefused(Reason.NEWER, LedgerOptions.DEFAULT);
    script("PRAGMA user_version = " + Migrations.LATEST);
    open(LedgerOptions.DEFAULT).close();
  }

  @Test
  void aDatabaseThatIsNoLedgerIsRefused() throws SQLException {
    script("CREATE TABLE other (a)");
    assertRefused(Reason.FOREIGN, LedgerOptions.DEFAULT);
  }

  @Test
  void anotherIntervalIsRefused() {
    open(LedgerOptions.DEFAULT).close();
    assertRefused(Reason.OTHER_INTERVAL, LedgerOptions.DEFAULT.withInterval(Duration.ofMinutes(5)));
  }

  @Test
  void whatIsNoDatabaseIsRefusedAndKept() throws Exception {
    Path file = folder.resolve("store.db");
    Files.writeString(file, "not a database, but someone's words".repeat(100));
    assertRefused(Reason.UNUSABLE, LedgerOptions.DEFAULT);
    assertThat(file).content().startsWith("not a database");
  }

  @Test
  void cursorsNeverMoveBackAndNeverBeyondTheNewest() {
    try (Ledger ledger = open(LedgerOptions.DEFAULT)) {
      ledger.append(Sales.numbers(0, 5), List.of()).join();
      ledger.advance("cloud", 3).join();
      ledger.advance("cloud", 2).join();
      assertThat(ledger.queries().cursors()).containsEntry("cloud", 3L);
      ledger.advance("cloud", 99).join();
      assertThat(ledger.queries().cursors()).containsEntry("cloud", 5L);
      ledger.unregister("cloud").join();
      assertThat(ledger.queries().cursors()).isEmpty();
    }
  }

  private static Verdict bad(String detail) {
    return new Verdict.Quarantined(QuarantineReason.SCHEMA, detail, null, new byte[] {'{'});
  }

  private void assertRefused(Reason reason, LedgerOptions options) {
    assertThatThrownBy(() -> open(options).close())
        .isInstanceOfSatisfying(
            LedgerRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void script(String sql) throws SQLException {
    try (Connection connection = Sqlite.writer(folder.resolve("store.db"))) {
      Sqlite.script(connection, sql);
    }
  }

  private Ledger open(LedgerOptions options) {
    return Ledger.open(folder.resolve("store.db"), options, clock);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
