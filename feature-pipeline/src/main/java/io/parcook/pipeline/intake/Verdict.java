package io.parcook.pipeline.intake;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.StoreEvent;
import org.jspecify.annotations.Nullable;

/// What intake makes of one delivered event.
public sealed interface Verdict {

  /// The bytes as they came, at most the limit of one event.
  byte[] raw();

  /// The event is understood.
  record Accepted(StoreEvent event, byte[] raw) implements Verdict {}

  /// The event cannot be understood; it is kept with its reason so that a person can look.
  ///
  /// @param id its identity where that much could be read
  /// @param detail what was wrong, where (a JSON pointer), and what to do
  /// @param raw the bytes, cut to the limit of one event
  record Quarantined(QuarantineReason reason, String detail, @Nullable EventId id, byte[] raw)
      implements Verdict {}
}
