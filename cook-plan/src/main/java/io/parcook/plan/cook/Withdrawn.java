package io.parcook.plan.cook;

/// A batch that was shown and is not to be cooked after all.
public record Withdrawn(PlannedBatch batch, Reason reason) {}
