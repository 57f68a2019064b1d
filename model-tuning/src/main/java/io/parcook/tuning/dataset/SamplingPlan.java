package io.parcook.tuning.dataset;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Which rows are drawn from a store's past.
///
/// @param dayAheadItems the share of items that an origin at midnight looks at, in (0, 1]
/// @param withinDayItems the share of items that an origin within the day looks at
/// @param cells the share of an origin's rows that is kept, in (0, 1]
/// @param intraday origins within each day, beside the one at its midnight
/// @param horizon how far an origin within a day looks ahead
/// @param warmUp days of past that the first origin needs
/// @param until the last date that may be a target; null for all there are
public record SamplingPlan(
    double dayAheadItems,
    double withinDayItems,
    double cells,
    int intraday,
    Duration horizon,
    int warmUp,
    @Nullable LocalDate until) {

  public SamplingPlan {
    checkShare(dayAheadItems);
    checkShare(withinDayItems);
    checkShare(cells);
    if (intraday < 0 || !horizon.isPositive() || warmUp < 1) {
      throw new IllegalArgumentException(
          "A plan needs a horizon and days of warm-up above zero; it has "
              + horizon
              + " and "
              + warmUp);
    }
  }

  private static void checkShare(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("A share lies above 0 and up to 1; it is " + share);
    }
  }
}
