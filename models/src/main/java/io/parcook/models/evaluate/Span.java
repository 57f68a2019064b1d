package io.parcook.models.evaluate;

/// Which hour, daypart and day an interval falls in, as numbers that differ where the spans do.
public record Span(long hour, long daypart, long day) {}
