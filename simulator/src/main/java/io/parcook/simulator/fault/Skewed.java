package io.parcook.simulator.fault;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/// See [Fault#skewed].
final class Skewed implements Iterator<StoreEvent> {

  private final Iterator<? extends StoreEvent> events;
  private final String source;
  private final Duration by;

  Skewed(Iterator<? extends StoreEvent> events, String source, Duration by) {
    this.events = events;
    this.source = source;
    this.by = by;
  }

  @Override
  public boolean hasNext() {
    return events.hasNext();
  }

  @Override
  public StoreEvent next() {
    StoreEvent event = events.next();
    return event.id().source().startsWith(source) ? at(event, event.time().plus(by)) : event;
  }

  private static StoreEvent at(StoreEvent event, Instant time) {
    return switch (event) {
      case Sale e -> new Sale(e.id(), time, e.lines());
      case Presence e -> new Presence(e.id(), time, e.zone(), e.entered(), e.left(), e.occupancy());
      case Stock e -> new Stock(e.id(), time, e.item(), e.available());
      case Cook e -> new Cook(e.id(), time, e.item(), e.cooked(), e.discarded(), e.counted());
      case BatchStep e -> new BatchStep(e.id(), time, e.batch(), e.item(), e.portions(), e.step());
      case Adjusted e -> new Adjusted(e.id(), time, e.adjustment(), e.terms());
      case Context e -> new Context(e.id(), time, e.fact());
    };
  }
}
