package io.parcook.sync.catalog;

import io.parcook.sync.disk.Disk;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The state, the files that tell it, and who hears of it. Written by one thread at a time.
final class Book implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Book.class.getName());

  private final InstantSource clock;
  private final Journal journal;
  private final LivePointer pointer;
  private final List<CatalogListener> listeners = new CopyOnWriteArrayList<>();
  private volatile CatalogState state;
  private volatile long journalBytes;

  /// Goes on from what the files say, and writes anew what was cut off or lost.
  Book(Disk disk, Replay replay, CatalogOptions options, InstantSource clock) throws IOException {
    this.clock = clock;
    this.state = replay.state();
    this.journal = new Journal(disk, options.journalBytes(), replay.journal());
    this.pointer = new LivePointer(disk, replay.pointer());
    if (replay.journalHasDamage()) {
      journal.keepCopy();
    }
    if (journal.doubtful() || replay.journalLostItsEnd()) {
      journal.rewrite(state);
    }
    journalBytes = journal.bytes();
  }

  CatalogState state() {
    return state;
  }

  long journalBytes() {
    return journalBytes;
  }

  void listen(CatalogListener listener) {
    listeners.add(listener);
  }

  /// A decision that is yet to be committed.
  Decision next(Why why) {
    return new Decision(state.counters().seq() + 1, clock.instant(), why);
  }

  /// Makes a change durable, then visible, then told.
  void commit(Change change) throws IOException {
    CatalogState before = state;
    CatalogState after = before.with(change);
    journal.append(before, change);
    journalBytes = journal.bytes();
    state = after;
    try {
      pointer.follow(after);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The file 'live' is behind the journal; written with the next one", e);
    }
    for (CatalogListener listener : listeners) {
      try {
        listener.changed(before, after);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "A listener failed at " + change.decision(), e);
      }
    }
  }

  /// The pointer says what the state says: nothing that it names will be missed.
  void settle() throws IOException {
    pointer.follow(state);
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
