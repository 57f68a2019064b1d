package io.parcook.simulator.fault;

import io.parcook.pipeline.event.StoreEvent;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.SplittableRandom;

/// See [Fault#repeated].
final class Repeated implements Iterator<StoreEvent> {

  private static final int MOST_WAITING = 64;

  private final Iterator<? extends StoreEvent> events;
  private final double share;
  private final SplittableRandom random;
  private final ArrayDeque<StoreEvent> again = new ArrayDeque<>();

  Repeated(Iterator<? extends StoreEvent> events, double share, long seed) {
    this.events = events;
    this.share = share;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public boolean hasNext() {
    return events.hasNext() || !again.isEmpty();
  }

  @Override
  public StoreEvent next() {
    boolean full = again.size() >= MOST_WAITING;
    boolean due = !again.isEmpty() && random.nextInt(8) == 0;
    if (full || due || !events.hasNext()) {
      return again.remove();
    }
    StoreEvent event = events.next();
    if (random.nextDouble() < share) {
      again.add(event);
    }
    return event;
  }
}
