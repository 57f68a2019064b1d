package io.parcook.pipeline.history;

import io.parcook.pipeline.event.ContextFact;
import java.time.Instant;

/// One change to what is known of the store's past, as the ledger commits it. Applying the changes
/// of a ledger in `seq` order to an empty [DemandHistory] gives that ledger's history, live and on
/// restart alike.
public sealed interface IntervalChange {

  /// When it happened or, for what is known of the surroundings, when it was said.
  Instant time();

  /// Demand of an item changed by `delta` portions at `time` (a sale, or its void).
  record Sold(Instant time, String item, int delta) implements IntervalChange {}

  /// People passed a zone at `time`.
  record Passed(Instant time, String zone, int entered, int left) implements IntervalChange {}

  /// An item sold out or came back at `time`.
  record Availability(Instant time, String item, boolean available) implements IntervalChange {}

  /// Portions made ready or thrown away at `time`; below 0 where that is taken back.
  record Cooked(Instant time, String item, int cooked, int discarded) implements IntervalChange {}

  /// Promotion, weather or opening hours.
  record Known(Instant time, ContextFact fact) implements IntervalChange {}
}
