package io.parcook.pipeline.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The kitchen made portions of an item ready, threw some away, or counted what is on hand.
///
/// @param cooked portions made ready, 0 or more
/// @param discarded portions thrown away, 0 or more
/// @param counted portions on hand after that, 0 or more; null where nobody counted
public record Cook(
    EventId id, Instant time, String item, int cooked, int discarded, @Nullable Integer counted)
    implements StoreEvent {

  /// Without a count.
  public Cook(EventId id, Instant time, String item, int cooked, int discarded) {
    this(id, time, item, cooked, discarded, null);
  }
}
