package io.parcook.plan.kitchen;

import java.time.Instant;

/// A batch that was started and is not ready yet.
///
/// @param batch its name in the plan
/// @param ready when it will be
public record Cooking(String batch, String item, int portions, Instant started, Instant ready) {}
