package io.parcook.models.evaluate;

import java.util.Locale;

/// What a paired test over days found.
///
/// @param days days that both were judged on
/// @param difference mean over the days of the candidate's loss less the other's, as a share of the
///     other's mean loss; below zero the candidate is better
/// @param low lower end of the interval that holds the true difference with confidence
///     `1 − 2·level`; infinite where days are too few
/// @param high its upper end
/// @param better chance of a difference as good as this if the candidate were no better
/// @param worse chance of a difference as bad as this if the candidate were no worse
public record Evidence(
    Verdict verdict,
    int days,
    double difference,
    double low,
    double high,
    double better,
    double worse) {

  /// One line for a record and a person.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %+.2f %% (%+.2f to %+.2f) over %d days, p %.3f",
        verdict,
        100 * difference,
        100 * low,
        100 * high,
        days,
        Math.min(better, worse));
  }
}
