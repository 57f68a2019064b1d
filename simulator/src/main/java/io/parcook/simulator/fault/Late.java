package io.parcook.simulator.fault;

import io.parcook.pipeline.event.StoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// See [Fault#late].
final class Late implements Iterator<StoreEvent> {

  private record Held(Instant due, long number, StoreEvent event) {}

  private final Iterator<? extends StoreEvent> events;
  private final double share;
  private final Duration most;
  private final SplittableRandom random;
  private final PriorityQueue<Held> held =
      new PriorityQueue<>(Comparator.comparing(Held::due).thenComparingLong(Held::number));
  private @Nullable StoreEvent punctual;
  private long number;

  Late(Iterator<? extends StoreEvent> events, double share, Duration most, long seed) {
    this.events = events;
    this.share = share;
    this.most = most;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public boolean hasNext() {
    while (punctual == null && events.hasNext()) {
      StoreEvent event = events.next();
      if (random.nextDouble() < share) {
        Duration delay = Duration.ofMillis(random.nextLong(Math.max(1, most.toMillis())));
        held.add(new Held(event.time().plus(delay), number++, event));
      } else {
        punctual = event;
      }
    }
    return punctual != null || !held.isEmpty();
  }

  @Override
  public StoreEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more events");
    }
    StoreEvent now = punctual;
    Held first = held.peek();
    if (now == null || (first != null && first.due().isBefore(now.time()))) {
      return held.remove().event();
    }
    punctual = null;
    return now;
  }
}
