package io.parcook.pipeline.event;

import java.time.Instant;

/// Something about the store's surroundings that sales depend on and that is known ahead.
public record Context(EventId id, Instant time, ContextFact fact) implements StoreEvent {}
