package io.parcook.models.evaluate;

import java.util.NavigableMap;
import java.util.TreeMap;

/// Rows, and those that sold no more than each of their quantiles, day by day. It grows with the
/// days.
final class DailyCoverage {

  /// By day: the rows, and for each level those that it covered.
  private final NavigableMap<Long, long[]> days = new TreeMap<>();

  private final int levels;

  DailyCoverage(int levels) {
    this.levels = levels;
  }

  void add(long day, float[] quantiles, double actual) {
    long[] counts = days.computeIfAbsent(day, _ -> new long[1 + levels]);
    counts[0]++;
    for (int i = 0; i < levels; i++) {
      if (actual <= quantiles[i]) {
        counts[1 + i]++;
      }
    }
  }

  void merge(DailyCoverage more) {
    more.days.forEach(
        (day, counts) ->
            days.merge(
                day,
                counts.clone(),
                (mine, theirs) -> {
                  for (int i = 0; i < mine.length; i++) {
                    mine[i] += theirs[i];
                  }
                  return mine;
                }));
  }

  Fortnights fortnights(int place, double level) {
    int held = 0;
    int all = 0;
    double worst = 0;
    if (!days.isEmpty()) {
      for (long from = days.firstKey(); from + Fortnights.DAYS <= days.lastKey() + 1; from++) {
        double rows = 0;
        double covered = 0;
        for (long[] counts : days.subMap(from, from + Fortnights.DAYS).values()) {
          rows += counts[0];
          covered += counts[1 + place];
        }
        if (rows > 0) {
          double off = Math.abs(covered / rows - level);
          worst = Math.max(worst, off);
          held += off <= Fortnights.ALLOWED ? 1 : 0;
          all++;
        }
      }
    }
    return new Fortnights(level, held, all, worst);
  }
}
