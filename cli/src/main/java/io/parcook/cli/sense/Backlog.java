package io.parcook.cli.sense;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// What a sensor said that the store has not been told yet. While the store is away it fills; past
/// its bound the oldest goes, of which the next count of a counter still has the people.
final class Backlog {

  /// Somebody in a light barrier each second, for an hour and more.
  static final int MOST = 10_000;

  private final BlockingQueue<Count> counts = new LinkedBlockingQueue<>(MOST);

  /// Never waits: a sensor's own threads call it.
  void add(Count count) {
    while (!counts.offer(count)) {
      counts.poll();
    }
  }

  Count take() throws InterruptedException {
    return counts.take();
  }
}
