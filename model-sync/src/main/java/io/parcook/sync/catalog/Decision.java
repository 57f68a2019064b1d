package io.parcook.sync.catalog;

import java.time.Instant;

/// One decision that was taken and is on disk.
///
/// @param seq its place in the journal, from 1, without gaps
/// @param at when, by the store's clock
public record Decision(long seq, Instant at, Why why) {}
