package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.intake.Verdict;
import io.parcook.pipeline.ledger.LedgerRefusedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The store's durable record. One writer, group commit, `synchronous=FULL`: when a returned future
/// completes, the transaction is on disk. Safe for use by many threads.
///
/// A future completes on a virtual thread of its own, never on the writer's. It fails with a
/// [NotStoredException], and then nothing of the unit is in the ledger that was not there before.
public final class Ledger implements AutoCloseable {

  private final LedgerOptions options;
  private final WriterLock lock;
  private final WorkQueue queue;
  private final LedgerTally tally = new LedgerTally();
  private final LedgerWriter writer;
  private final LedgerQueries queries;
  private final Thread thread;

  private Ledger(
      Path file,
      LedgerOptions options,
      InstantSource clock,
      Sqlite.Writers writers,
      WriterLock lock)
      throws SQLException {
    this.options = options;
    this.lock = lock;
    this.queue = new WorkQueue(options.queue(), options.queueBytes());
    this.writer = new LedgerWriter(file, options, clock, writers, queue, tally);
    this.queries = new LedgerQueries(file, options.interval(), clock);
    this.thread = Thread.ofPlatform().name("ledger-writer").unstarted(writer);
  }

  /// Opens or creates the ledger in one file (and its companions `-wal`, `-shm` and `.lock`).
  ///
  /// @throws LedgerRefusedException when it cannot be opened as it stands
  public static Ledger open(Path file, LedgerOptions options, InstantSource clock) {
    return open(file, options, clock, Sqlite::writer);
  }

  static Ledger open(
      Path file, LedgerOptions options, InstantSource clock, Sqlite.Writers writers) {
    Path path = file.toAbsolutePath();
    WriterLock lock = null;
    try {
      Files.createDirectories(path.getParent());
      lock =
          WriterLock.take(path.resolveSibling(path.getFileName() + ".lock"))
              .orElseThrow(() -> inUse(path));
      Ledger ledger = new Ledger(path, options, clock, writers, lock);
      ledger.thread.start();
      return ledger;
    } catch (IOException | SQLException e) {
      close(lock);
      throw new LedgerRefusedException(
          Reason.UNUSABLE,
          "The ledger %s cannot be opened: %s. Check that its folder can be written and has space."
              .formatted(path, e.getMessage()),
          e);
    } catch (RuntimeException e) {
      close(lock);
      throw e;
    }
  }

  /// Appends deliveries as one unit, with the offsets they move, and answers one receipt each, in
  /// order, once they are on disk.
  public CompletableFuture<List<Receipt>> append(
      List<? extends Verdict> deliveries, List<SourceOffset> offsets) {
    Work.Unit unit = Work.Unit.of(deliveries, offsets);
    return put(unit, unit.answer());
  }

  /// Keeps a report of the store's own in order among its events, for the sinks: it counts nothing
  /// and no listener hears of it.
  ///
  /// @param report written by [Reports#write], under that identity
  public CompletableFuture<Receipt> report(EventId id, Instant time, byte[] report) {
    if (!Reports.isReport(report)) {
      throw new IllegalArgumentException("only what Reports writes is kept as a report");
    }
    Work.Reported work = new Work.Reported(id, time, report, new CompletableFuture<>());
    return put(work, work.answer());
  }

  /// Names a sink: from now on events are kept until it has taken them, also beyond the disk
  /// budget. Its cursor starts at 0, or where it was.
  public CompletableFuture<Void> register(String sink) {
    return advance(sink, 0);
  }

  /// A registered sink has taken the events up to `seq`. A cursor never moves back.
  public CompletableFuture<Void> advance(String sink, long seq) {
    return move(sink, seq);
  }

  /// Forgets a sink, so that what it has not taken may be pruned.
  public CompletableFuture<Void> unregister(String sink) {
    return move(sink, null);
  }

  /// Calls `listener` after each commit, in `seq` order, on the writer's thread, with the changes
  /// that the commit made. It must be quick.
  public void onCommit(Consumer<List<IntervalChange>> listener) {
    writer.listen(listener);
  }

  /// Replays what is known since `from` to `listener`, then calls it after each commit as
  /// [#onCommit] does: nothing is missed between the two, and nothing told twice. Complete when the
  /// replay is done.
  public CompletableFuture<Void> follow(Instant from, Consumer<List<IntervalChange>> listener) {
    Work.Follow follow = new Work.Follow(from, listener, new CompletableFuture<>());
    return put(follow, follow.answer());
  }

  /// Tells `listener` the events since `from` that still have their bytes, then those that each
  /// commit stored, in `seq` order, on the writer's thread: nothing is missed between the two, and
  /// nothing told twice. It must be quick. Complete when the events since `from` are told.
  public CompletableFuture<Void> followEvents(Instant from, Consumer<List<StoreEvent>> listener) {
    Work.Listen listen = new Work.Listen(from, listener, new CompletableFuture<>());
    return put(listen, listen.answer());
  }

  /// Replays what is known since `from` as of now, in an order that rebuilds the same history, on
  /// the caller's thread. Changes older than three hours are told one an interval, at its start.
  public void replay(Instant from, Consumer<List<IntervalChange>> listener) {
    queries.replay(from, listener);
  }

  /// How far each partition of `topic` was taken.
  public List<SourceOffset> offsets(String topic) {
    return queries.offsets(topic);
  }

  /// Reads what the ledger holds.
  public LedgerQueries queries() {
    return queries;
  }

  public LedgerStats stats() {
    return tally.stats(queue.state(), options.diskBudget());
  }

  /// Stores what waits, then closes. Deliveries that come later are refused.
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    lock.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Void> move(String sink, @Nullable Long seq) {
    Work.Cursor cursor = new Work.Cursor(sink, seq, new CompletableFuture<>());
    return put(cursor, cursor.answer());
  }

  private <T> CompletableFuture<T> put(Work work, CompletableFuture<T> answer) {
    try {
      queue.put(work);
    } catch (NotStoredException e) {
      tally.refused();
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private static LedgerRefusedException inUse(Path path) {
    return new LedgerRefusedException(
        Reason.IN_USE,
        "Another Parcook has the ledger %s open. Stop it, or give this one a file of its own."
            .formatted(path),
        null);
  }

  private static void close(@Nullable WriterLock lock) {
    if (lock != null) {
      lock.close();
    }
  }
}
