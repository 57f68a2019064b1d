package io.parcook.models.calibrate;

import io.parcook.models.forecast.Forecast;

/// How fast an item sells, by what it usually sells in an interval of a forecast. Items of one pace
/// are corrected together: slow ones alone would take months to show that a 90 % quantile is off.
enum Pace {
  /// Fewer than 0.4 portions an interval.
  RARE(0.4f),
  SLOW(1.5f),
  STEADY(5),
  FAST(Float.POSITIVE_INFINITY);

  private static final Pace[] ALL = values();

  private final float below;

  Pace(float below) {
    this.below = below;
  }

  /// The pace of an item of a forecast, by its place.
  static Pace of(Forecast forecast, int item) {
    float sum = 0;
    for (int step = 0; step < forecast.steps(); step++) {
      sum += forecast.usual(item, step);
    }
    float mean = sum / forecast.steps();
    for (Pace pace : ALL) {
      if (mean < pace.below) {
        return pace;
      }
    }
    return FAST;
  }
}
