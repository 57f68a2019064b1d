package io.parcook.sync.rollout;

import java.time.Instant;

/// How two models did on what one span of time sold, a day or an hour: the summed pinball loss of
/// each over the same items and intervals. Less is better.
///
/// @param start orders the spans; all are of one length
/// @param live of the version that serves
/// @param base of its base, forecasting unseen beside it
public record ScoredSpan(Instant start, double live, double base) {

  public ScoredSpan {
    if (!(live >= 0 && base >= 0 && Double.isFinite(live + base))) {
      throw new IllegalArgumentException(
          "losses are finite and not negative; got %s and %s at %s".formatted(live, base, start));
    }
  }

  /// Whether the live one lost more than its base by more than a margin.
  boolean worse(double margin) {
    return live > base * (1 + margin);
  }
}
