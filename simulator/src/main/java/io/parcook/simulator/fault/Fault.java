package io.parcook.simulator.fault;

import io.parcook.pipeline.event.StoreEvent;
import java.time.Duration;
import java.util.Iterator;

/// Something that goes wrong on the way of events. The order of an iterator is the order of
/// delivery; an event's time stays when it happened, but for [#skewed].
///
/// Every fault is lazy, holds a bounded number of events unless it says otherwise, and does the
/// same for the same seed.
@FunctionalInterface
public interface Fault {

  Iterator<StoreEvent> of(Iterator<? extends StoreEvent> events);

  /// This fault first, then another on what it makes.
  default Fault then(Fault next) {
    return events -> next.of(of(events));
  }

  /// A share of the events is delivered again, some deliveries later; never the same event thrice.
  ///
  /// @param share 0 to 1
  static Fault repeated(double share, long seed) {
    return events -> new Repeated(events, share, seed);
  }

  /// A share of the events arrives once the events that are later than it by a delay are there: a
  /// till that was offline. Holds what is on its way, that is the share of the events of one delay.
  ///
  /// @param share 0 to 1
  /// @param most the delay is drawn evenly from zero to this, such as three days
  static Fault late(double share, Duration most, long seed) {
    return events -> new Late(events, share, most, seed);
  }

  /// Neighbours change places: each event may overtake up to `distance` others.
  static Fault shuffled(int distance, long seed) {
    return events -> new Shuffled(events, distance, seed);
  }

  /// The clock of every source whose name starts so is off; later than it should be if positive.
  static Fault skewed(String source, Duration by) {
    return events -> new Skewed(events, source, by);
  }
}
