package io.parcook.service.day;

import io.parcook.service.day.ForecastBook.Said;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// How far off the forecasts of a day were, and the usual level, over items and intervals.
///
/// @param missed the sum of what the forecast missed, portions
/// @param usualMissed the same of the usual level
/// @param sold portions, in the intervals that had a forecast
record DayScore(double missed, double usualMissed, double sold) {

  static final DayScore NONE = new DayScore(0, 0, 0);

  /// @param last the start of the last interval that has ended
  static DayScore of(
      SortedMap<Instant, Map<String, Said>> said,
      Map<Instant, Map<String, Long>> sold,
      Instant last) {
    DayScore sum = NONE;
    for (Map.Entry<Instant, Map<String, Said>> interval : said.entrySet()) {
      if (!interval.getKey().isAfter(last)) {
        Map<String, Long> counted = sold.getOrDefault(interval.getKey(), Map.of());
        Set<String> items = new HashSet<>(interval.getValue().keySet());
        items.addAll(counted.keySet());
        for (String item : items) {
          Said one = interval.getValue().getOrDefault(item, new Said(0, 0, 0, 0));
          double really = counted.getOrDefault(item, 0L);
          sum =
              sum.plus(
                  new DayScore(
                      Math.abs(one.likely() - really), Math.abs(one.usual() - really), really));
        }
      }
    }
    return sum;
  }

  DayScore plus(DayScore other) {
    return new DayScore(missed + other.missed, usualMissed + other.usualMissed, sold + other.sold);
  }

  @Nullable Double wape() {
    return sold > 0 ? Math.round(1000 * missed / sold) / 1000.0 : null;
  }

  @Nullable Double usualWape() {
    return sold > 0 ? Math.round(1000 * usualMissed / sold) / 1000.0 : null;
  }
}
