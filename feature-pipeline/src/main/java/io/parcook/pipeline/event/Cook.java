package io.parcook.pipeline.event;

import java.time.Instant;

/// The kitchen made portions of an item ready, or threw some away.
///
/// @param cooked portions made ready, 0 or more
/// @param discarded portions thrown away, 0 or more
public record Cook(EventId id, Instant time, String item, int cooked, int discarded)
    implements StoreEvent {}
