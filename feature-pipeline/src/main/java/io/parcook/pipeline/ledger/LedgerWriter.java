package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.intake.Verdict;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one thread that writes. It takes what waits, up to a group, makes one transaction of it,
/// tells the listeners, and only then answers. When a transaction fails it opens the tables anew:
/// what is on disk is the truth.
final class LedgerWriter implements Runnable {

  private static final Logger LOG = System.getLogger(LedgerWriter.class.getName());

  private final Path file;
  private final LedgerOptions options;
  private final InstantSource clock;
  private final Sqlite.Writers writers;
  private final WorkQueue queue;
  private final LedgerTally tally;
  private final List<Consumer<List<IntervalChange>>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<List<StoreEvent>>> eventListeners = new CopyOnWriteArrayList<>();
  private final Retention retention;
  private @Nullable Book book;
  private long told;
  private NotStoredException.@Nullable Reason trouble; // said once, not for each delivery

  LedgerWriter(
      Path file,
      LedgerOptions options,
      InstantSource clock,
      Sqlite.Writers writers,
      WorkQueue queue,
      LedgerTally tally)
      throws SQLException {
    this.file = file;
    this.options = options;
    this.clock = clock;
    this.writers = writers;
    this.queue = queue;
    this.tally = tally;
    this.retention = new Retention(options, tally);
    Book opened = Book.open(writers, file, options.interval().toSeconds());
    this.book = opened;
    this.told = opened.seq();
  }

  void listen(Consumer<List<IntervalChange>> listener) {
    listeners.add(listener);
  }

  @Override
  public void run() {
    try {
      for (List<Work> group = queue.take(options.group());
          !group.isEmpty();
          group = queue.take(options.group())) {
        write(group);
      }
    } catch (InterruptedException _) {
      LOG.log(Level.WARNING, "The ledger's writer was interrupted; the ledger is closed");
    } finally {
      closeBook();
      queue.close();
      answer(queue.rest(), NotStoredException.closed());
    }
  }

  private void write(List<Work> group) {
    long start = System.nanoTime();
    List<Runnable> answers = new ArrayList<>(group.size());
    Committed committed;
    try {
      Book open = open();
      if (group.getFirst() instanceof Work.Follow follow) {
        follow(follow, open);
        return;
      }
      if (group.getFirst() instanceof Work.Listen listen) {
        listen(listen, open);
        return;
      }
      open.begin(clock.instant());
      for (Work work : group) {
        answers.add(enter(work, open));
      }
      committed = open.commit();
      told = open.seq();
    } catch (SQLException | RuntimeException | Error e) {
      closeBook();
      failed(group, e);
      return;
    }
    tally.committed(group, System.nanoTime() - start);
    if (trouble != null) {
      LOG.log(Level.INFO, "The ledger stores again");
      trouble = null;
    }
    tell(committed);
    answers.forEach(Thread::startVirtualThread);
    keepWithinBounds();
  }

  private void keepWithinBounds() {
    Book open = book;
    try {
      if (open != null) {
        retention.step(open.connection(), clock.instant());
      }
    } catch (SQLException e) {
      closeBook();
      LOG.log(Level.ERROR, "The ledger could not be pruned; it tries again after a commit", e);
    }
  }

  private Runnable enter(Work work, Book open) throws SQLException {
    return switch (work) {
      case Work.Unit unit -> {
        List<Receipt> receipts = new ArrayList<>(unit.deliveries().size());
        for (Verdict delivery : unit.deliveries()) {
          receipts.add(open.enter(delivery));
        }
        for (SourceOffset offset : unit.offsets()) {
          open.move(offset);
        }
        yield () -> {
          tally.answered(receipts);
          unit.answer().complete(receipts);
        };
      }
      case Work.Cursor cursor -> {
        open.move(cursor.sink(), cursor.seq());
        yield () -> cursor.answer().complete(null);
      }
      case Work.Reported reported -> {
        Receipt receipt = open.keep(reported.id(), reported.time(), reported.raw());
        yield () -> reported.answer().complete(receipt);
      }
      case Work.Follow _, Work.Listen _ ->
          throw new IllegalStateException("follows are groups of their own");
    };
  }

  private void follow(Work.Follow follow, Book open) throws SQLException {
    new Replay(open.connection(), options.interval().toSeconds(), follow.listener())
        .run(follow.from(), clock.instant());
    listeners.add(follow.listener());
    CompletableFuture<Void> answer = follow.answer();
    Thread.startVirtualThread(() -> answer.complete(null));
  }

  private void listen(Work.Listen listen, Book open) throws SQLException {
    List<StoreEvent> events = new ArrayList<>();
    Instant received = listen.from().minus(ExactReplay.SKEW);
    Bodies.since(open.connection(), listen.from(), received, events::add);
    listen.listener().accept(events);
    eventListeners.add(listen.listener());
    CompletableFuture<Void> answer = listen.answer();
    Thread.startVirtualThread(() -> answer.complete(null));
  }

  /// A fault may be one unit's own: each then gets a transaction of its own.
  private void failed(List<Work> group, Throwable cause) {
    NotStoredException failure = NotStoredException.because(cause);
    if (group.size() > 1 && failure.reason() == NotStoredException.Reason.FAULT) {
      group.forEach(work -> write(List.of(work)));
      return;
    }
    if (failure.reason() != trouble) {
      LOG.log(Level.ERROR, failure.getMessage(), cause);
    }
    trouble = failure.reason();
    tally.failed(group.size());
    answer(group, failure);
  }

  private static void answer(List<Work> works, NotStoredException failure) {
    for (Work work : works) {
      Thread.startVirtualThread(() -> work.answer().completeExceptionally(failure));
    }
  }

  private Book open() throws SQLException {
    Book open = book;
    if (open == null) {
      open = Book.open(writers, file, options.interval().toSeconds());
      book = open;
      tellWhatReachedTheDisk(open);
    }
    return open;
  }

  /// A commit that failed in its last step may be on disk all the same. Its units were answered
  /// with a failure and come again as repeats, so this is the listeners' only chance.
  private void tellWhatReachedTheDisk(Book open) throws SQLException {
    List<StoreEvent> events = new ArrayList<>();
    List<IntervalChange> changes = new ArrayList<>();
    Bodies.after(
        open.connection(),
        told,
        Instant.ofEpochMilli(Long.MIN_VALUE),
        event -> {
          events.add(event);
          Consequences.of(event, changes::add);
        });
    told = open.seq();
    tell(new Committed(events, changes));
  }

  private void tell(Committed committed) {
    tell(committed.changes(), listeners);
    tell(committed.events(), eventListeners);
  }

  private <T> void tell(List<T> news, List<Consumer<List<T>>> to) {
    if (news.isEmpty()) {
      return;
    }
    for (Consumer<List<T>> listener : to) {
      try {
        listener.accept(news);
      } catch (RuntimeException e) {
        tally.listenerFailed();
        LOG.log(Level.ERROR, "A listener failed; the commit it was told of stands", e);
      }
    }
  }

  private void closeBook() {
    Book open = book;
    book = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.log(Level.WARNING, "The ledger's connection did not close well", e);
      }
    }
  }
}
