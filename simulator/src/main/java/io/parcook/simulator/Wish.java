package io.parcook.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One portion that a guest wanted: the true demand, which a till only sees in part.
///
/// @param got the item that was rung up: the same, a substitute, or null if the sale was lost
public record Wish(Instant time, String wanted, @Nullable String got) {}
