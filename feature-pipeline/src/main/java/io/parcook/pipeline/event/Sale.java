package io.parcook.pipeline.event;

import java.time.Instant;
import java.util.List;

/// A till rang these lines up at one moment.
public record Sale(EventId id, Instant time, List<SaleLine> lines) implements StoreEvent {
  public Sale {
    lines = List.copyOf(lines);
  }
}
