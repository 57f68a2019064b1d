package io.parcook.pipeline.ledger;

/// How far a partition of an event topic has been taken into the ledger: written in the same
/// transaction as the events before it.
///
/// @param next the offset of the first record not yet taken
public record SourceOffset(String topic, int partition, long next) {}
