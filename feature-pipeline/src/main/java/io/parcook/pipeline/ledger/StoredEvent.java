package io.parcook.pipeline.ledger;

import java.time.Instant;

/// An event as the ledger holds it.
///
/// @param seq its place in the ledger
/// @param time when it happened
/// @param received when the ledger took it
/// @param raw its bytes, as they came
public record StoredEvent(long seq, Instant time, Instant received, byte[] raw) {}
