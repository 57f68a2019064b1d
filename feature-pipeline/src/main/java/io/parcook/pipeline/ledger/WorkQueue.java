package io.parcook.pipeline.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// What waits for the writer, bounded by deliveries and by bytes. A unit larger than the bound is
/// taken when nothing else waits, so that no unit is refused for ever.
final class WorkQueue {

  private final int capacity;
  private final long byteCapacity;
  private final ArrayDeque<Work> waiting = new ArrayDeque<>();
  private int deliveries;
  private long bytes;
  private boolean closed;

  WorkQueue(int capacity, long byteCapacity) {
    this.capacity = capacity;
    this.byteCapacity = byteCapacity;
  }

  /// @throws NotStoredException when it is full or closed
  synchronized void put(Work work) {
    if (closed) {
      throw NotStoredException.closed();
    }
    long size = work.bytes();
    boolean full = deliveries + work.size() > capacity || bytes + size > byteCapacity;
    if (full && !waiting.isEmpty()) {
      throw NotStoredException.busy(state());
    }
    waiting.add(work);
    deliveries += work.size();
    bytes += size;
    notifyAll();
  }

  /// Waits for work, and takes all of it that fits one group.
  ///
  /// @return empty when the queue is closed and nothing is left
  synchronized List<Work> take(int group) throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    List<Work> taken = new ArrayList<>();
    int size = 0;
    for (Work next = waiting.peek(); next != null; next = waiting.peek()) {
      size += next.size();
      if (!taken.isEmpty() && (size > group || next.alone() || taken.getLast().alone())) {
        break;
      }
      taken.add(waiting.remove());
      deliveries -= next.size();
      bytes -= next.bytes();
    }
    return taken;
  }

  /// Takes all that still waits.
  synchronized List<Work> rest() {
    List<Work> rest = List.copyOf(waiting);
    waiting.clear();
    deliveries = 0;
    bytes = 0;
    return rest;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized LedgerStats.Queue state() {
    return new LedgerStats.Queue(deliveries, capacity, bytes, byteCapacity);
  }
}
