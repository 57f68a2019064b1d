package io.parcook.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parcook.pipeline.history.IntervalChange;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTroubleTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Sales.NOON);

  private final List<IntervalChange> told = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void aFullDiskAcknowledgesNothingAndTheLedgerGoesOnWhenThereIsSpace() {
    AtomicInteger pages = new AtomicInteger(60);
    Sqlite.Writers small =
        file -> {
          Connection connection = Sqlite.writer(file);
          Sqlite.execute(connection, "PRAGMA max_page_count = " + pages.get());
          return connection;
        };
    try (Ledger ledger = open(small)) {
      ledger.onCommit(told::addAll);
      int stored = 0;
      NotStoredException failure = null;
      while (failure == null) {
        failure = append(ledger, stored, stored + 20);
        stored += failure == null ? 20 : 0;
      }
      assertThat(failure.reason()).isEqualTo(NotStoredException.Reason.DISK_FULL);
      assertThat(failure).hasMessageContaining("Make room");
      assertThat(Sales.sold(ledger)).isEqualTo(stored);
      assertThat(told).hasSize(stored);
      assertThat(ledger.offsets("events")).containsExactly(new SourceOffset("events", 0, stored));

      pages.set(10_000);
      assertThat(append(ledger, stored, stored + 20)).isNull();
      assertThat(Sales.sold(ledger)).isEqualTo(stored + 20);
      assertThat(told).hasSize(stored + 20);
      assertThat(ledger.stats().failed()).isPositive();
    }
  }

  @Test
  void aCommitThatFailsInItsLastStepButReachedTheDiskIsToldOnceAndItsEventsAreRepeats() {
    AtomicBoolean failNext = new AtomicBoolean();
    try (Ledger ledger = open(file -> failingAfterCommit(Sqlite.writer(file), failNext))) {
      ledger.onCommit(told::addAll);
      assertThat(append(ledger, 0, 3)).isNull();
      failNext.set(true);
      assertThat(append(ledger, 3, 7))
          .isNotNull()
          .extracting(NotStoredException::reason)
          .isEqualTo(NotStoredException.Reason.DISK_FAILED);
      List<Receipt> again = ledger.append(Sales.numbers(3, 8), List.of()).join();
      assertThat(again.stream().map(Receipt::outcome))
          .containsExactly(
              Receipt.Outcome.REPEATED,
              Receipt.Outcome.REPEATED,
              Receipt.Outcome.REPEATED,
              Receipt.Outcome.REPEATED,
              Receipt.Outcome.STORED);
      assertThat(Sales.sold(ledger)).isEqualTo(8);
      assertThat(told).hasSize(8).doesNotHaveDuplicates();
    }
  }

  private @Nullable NotStoredException append(Ledger ledger, int from, int until) {
    SourceOffset offset = new SourceOffset("events", 0, until);
    Throwable thrown =
        catchThrowable(() -> ledger.append(Sales.numbers(from, until), List.of(offset)).join());
    return thrown == null ? null : (NotStoredException) ((CompletionException) thrown).getCause();
  }

  private Ledger open(Sqlite.Writers writers) {
    return Ledger.open(folder.resolve("store.db"), LedgerOptions.DEFAULT, CLOCK, writers);
  }

  /// The connection as it is, but once, when asked, its commit throws after it has succeeded.
  private static Connection failingAfterCommit(Connection real, AtomicBoolean failNext) {
    ClassLoader loader = DiskTroubleTest.class.getClassLoader();
    return (Connection)
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {Connection.class},
            (_, method, args) -> {
              Object result = invoke(real, method, args);
              if (!method.getName().equals("prepareStatement") || !"COMMIT".equals(args[0])) {
                return result;
              }
              return Proxy.newProxyInstance(
                  loader,
                  new Class<?>[] {PreparedStatement.class},
                  (_, call, values) -> {
                    Object done = invoke(result, call, values);
                    if (call.getName().equals("executeUpdate") && failNext.getAndSet(false)) {
                      throw new SQLException("fsync failed");
                    }
                    return done;
                  });
            });
  }

  private static Object invoke(Object target, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
