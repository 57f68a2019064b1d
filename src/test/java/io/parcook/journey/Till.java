package io.parcook.journey;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A till that goes on ringing up one portion after the other, whatever else happens to the store,
/// and waits a second when the store says that it is busy.
final class Till implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final PackagedStore store;
  private final String item;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean open = true;

  private Till(PackagedStore store, String item) {
    this.store = store;
    this.item = item;
    this.thread = Thread.ofVirtual().name("till").start(this::ring);
  }

  /// Opens a till that sells `item` to the store.
  static Till open(PackagedStore store, String item) {
    return new Till(store, item);
  }

  /// Sales that the store has taken.
  int accepted() {
    return accepted.get();
  }

  /// Times the store asked to come again.
  int busy() {
    return busy.get();
  }

  /// What went otherwise than accepted or busy; empty where nothing did.
  List<String> failures() {
    return List.copyOf(failures);
  }

  private void ring() {
    for (int sale = 0; open; sale++) {
      byte[] event = Events.bytes(Events.sale(item + "-" + sale, Instant.now(), item, 1));
      while (!taken(event) && open) {
        Eventually.nap(Duration.ofSeconds(1));
      }
      Eventually.nap(PAUSE);
    }
  }

  private boolean taken(byte[] event) {
    try {
      HttpResponse<String> answer = store.post(Events.ONE, event);
      if (answer.statusCode() == 202 && answer.body().contains("\"outcome\":\"stored\"")) {
        accepted.incrementAndGet();
        return true;
      }
      if (answer.statusCode() == 503) {
        busy.incrementAndGet();
        return false;
      }
      failures.add(answer.statusCode() + " " + answer.body());
    } catch (UncheckedIOException e) {
      failures.add(e.getMessage() + ": " + e.getCause());
    }
    return false;
  }

  /// Lets the sale that is being rung up end.
  ///
  /// @return sales that the store has taken
  int shut() {
    open = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return accepted.get();
  }

  @Override
  public void close() {
    shut();
  }
}
