package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.intake.QuarantineReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event in quarantine.
///
/// @param seq its place in the quarantine
/// @param received when the ledger took it
/// @param detail what was wrong, where, and what to do
/// @param id its identity where that much could be read
/// @param raw its bytes, as they came, at most the first 16 KiB
public record QuarantinedEvent(
    long seq,
    Instant received,
    QuarantineReason reason,
    String detail,
    @Nullable EventId id,
    byte[] raw) {}
