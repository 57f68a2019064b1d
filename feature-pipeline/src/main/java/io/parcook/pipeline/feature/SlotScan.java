package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.DayRing;

/// Reads the days of one slot side by side, newest first.
final class SlotScan {

  private SlotScan() {}

  /// Means of the known cells from `last` back to `date` − 7, − 14 and − 28, written to `means` at
  /// `at`, `at + 1` and `at + 2`; NaN where none is known.
  static void means(
      float[] demand, int base, DayRing ring, long date, long last, float[] means, int at) {
    double sum = 0;
    int known = 0;
    long day = Math.min(last, ring.newest());
    for (int span = 0, reach = 7; span < 3; span++, reach *= 2) {
      for (long stop = Math.max(ring.oldest(), date - reach); day >= stop; day--) {
        float cell = demand[base + ring.place(day)];
        if (!Float.isNaN(cell)) {
          sum += cell;
          known++;
        }
      }
      means[at + span] = known == 0 ? Float.NaN : (float) (sum / known);
    }
  }

  /// Mean of the known cells from `last` back to `date` − 14; NaN where none is known.
  static float fortnight(float[] demand, int base, DayRing ring, long date, long last) {
    double sum = 0;
    int known = 0;
    long stop = Math.max(ring.oldest(), date - 14);
    for (long day = Math.min(last, ring.newest()); day >= stop; day--) {
      float cell = demand[base + ring.place(day)];
      if (!Float.isNaN(cell)) {
        sum += cell;
        known++;
      }
    }
    return known == 0 ? Float.NaN : (float) (sum / known);
  }

  /// One cell; NaN where unknown, or later than `last`.
  static float cell(float[] demand, int base, DayRing ring, long day, long last) {
    return day <= last && ring.holds(day) ? demand[base + ring.place(day)] : Float.NaN;
  }
}
