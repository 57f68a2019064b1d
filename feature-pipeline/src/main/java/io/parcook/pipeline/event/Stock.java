package io.parcook.pipeline.event;

import java.time.Instant;

/// An item sold out or came back. While it is not available its demand is unseen (censored), not
/// zero.
public record Stock(EventId id, Instant time, String item, boolean available)
    implements StoreEvent {}
