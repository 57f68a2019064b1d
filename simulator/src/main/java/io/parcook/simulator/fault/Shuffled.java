package io.parcook.simulator.fault;

import io.parcook.pipeline.event.StoreEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/// See [Fault#shuffled].
final class Shuffled implements Iterator<StoreEvent> {

  private record Waiting(long place, StoreEvent event) {}

  private final Iterator<? extends StoreEvent> events;
  private final int distance;
  private final SplittableRandom random;
  private final List<Waiting> near = new ArrayList<>();
  private long taken;
  private long given;

  Shuffled(Iterator<? extends StoreEvent> events, int distance, long seed) {
    if (distance < 1) {
      throw new IllegalArgumentException("distance is 1 or more; it is " + distance);
    }
    this.events = events;
    this.distance = distance;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public boolean hasNext() {
    return events.hasNext() || !near.isEmpty();
  }

  @Override
  public StoreEvent next() {
    while (near.size() <= distance && events.hasNext()) {
      near.add(new Waiting(taken++, events.next()));
    }
    if (near.isEmpty()) {
      throw new NoSuchElementException("no more events");
    }
    boolean overdue = near.getFirst().place() + distance <= given;
    given++;
    return near.remove(overdue ? 0 : random.nextInt(near.size())).event();
  }
}
