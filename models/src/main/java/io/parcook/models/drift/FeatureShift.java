package io.parcook.models.drift;

import java.util.Locale;

/// How far a feature's last week lies from the weeks before it.
///
/// @param index population stability index of the last week against them
/// @param ordinary the largest index of any of those weeks against the others of them: how far a
///     week strays at this store when nothing happens
public record FeatureShift(String feature, double index, double ordinary) {

  /// What is a large shift by custom.
  static final double LARGE = 0.25;

  /// True if the shift is large, and twice what is ordinary here.
  public boolean moved() {
    return index > LARGE && index > 2 * ordinary;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s (%.2f, ordinary %.2f)", feature, index, ordinary);
  }
}
