package io.parcook.pipeline.intake;

import java.time.Duration;

/// The bounds of intake.
///
/// @param maxEventBytes largest single event
/// @param maxBatch most events in one body
/// @param maxNames most distinct items, and most distinct zones, that a store may have
/// @param future how far ahead of the store's clock an event may be and still be believed
/// @param past how far back an event may be
public record IntakeLimits(
    int maxEventBytes, int maxBatch, int maxNames, Duration future, Duration past) {

  public static final IntakeLimits DEFAULT =
      new IntakeLimits(64 * 1024, 1_000, 500, Duration.ofMinutes(10), Duration.ofDays(60));
}
