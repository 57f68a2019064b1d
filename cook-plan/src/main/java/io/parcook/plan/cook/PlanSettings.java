package io.parcook.plan.cook;

import java.time.Duration;

/// How the plan decides.
///
/// @param review the time between two starts of batches of one item: a batch has to last until what
///     is started at the next one is ready
/// @param lookahead how far ahead batches are shown
/// @param caution factor on every item's missing cost: above 1 rather cooks too much
/// @param keep a batch is shown once it saves more than it wastes, and withdrawn only once it saves
///     less than this share of what it wastes, 0 to 1
public record PlanSettings(Duration review, Duration lookahead, double caution, double keep) {

  public static final PlanSettings USUAL =
      new PlanSettings(Duration.ofMinutes(15), Duration.ofMinutes(30), 1, 0.5);

  public PlanSettings {
    if (review.compareTo(Duration.ofMinutes(1)) < 0 || lookahead.isNegative()) {
      throw new IllegalArgumentException(
          "A plan is reviewed each minute or seldomer and looks ahead; it was "
              + review
              + " and "
              + lookahead);
    }
    if (!(caution > 0) || !(keep >= 0 && keep <= 1)) {
      throw new IllegalArgumentException(
          "Caution is above 0 and keep from 0 to 1; they were " + caution + " and " + keep);
    }
  }
}
