package io.parcook.pipeline.ledger;

import java.time.Instant;

/// What is known of an item over a span of time.
///
/// @param from start of the span
/// @param sold portions rung up
/// @param voided portions taken back; demand is `sold - voided`
/// @param cooked portions made ready
/// @param discarded portions thrown away
public record ItemCount(
    Instant from, String item, long sold, long voided, long cooked, long discarded) {}
