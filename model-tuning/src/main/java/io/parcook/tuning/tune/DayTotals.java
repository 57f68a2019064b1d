package io.parcook.tuning.tune;

import io.parcook.tuning.dataset.StoreHistory;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What a store sold on each day, and which of its days are believed: a day that was counted twice,
/// or of which half is missing, is neither learned from nor judged by. Such a day differs by far
/// from the same weekday in the weeks around it.
final class DayTotals {

  private static final int WEEKS = 4;
  private static final int FEWEST = 2;
  private static final double LEAST = 0.6;

  private final NavigableMap<Long, Double> totals = new TreeMap<>();

  DayTotals(StoreHistory store) {
    int items = store.history().items().size();
    for (long day = store.first().toEpochDay(); day <= store.last().toEpochDay(); day++) {
      double total = 0;
      for (int item = 0; item < items; item++) {
        for (int slot = 0; slot < store.calendar().slotsPerDay(); slot++) {
          float sold = store.history().sold(item, day, slot);
          total += Float.isNaN(sold) ? 0 : sold;
        }
      }
      if (total > 0) {
        totals.put(day, total);
      }
    }
  }

  /// True if the store sold on a day, and about as much as on such a day otherwise; true too where
  /// nothing is there to compare with.
  boolean believes(long day) {
    Double total = totals.get(day);
    if (total == null) {
      return false;
    }
    double[] others = new double[2 * WEEKS];
    int count = 0;
    for (int week = -WEEKS; week <= WEEKS; week++) {
      Double other = week == 0 ? null : totals.get(day + 7L * week);
      if (other != null) {
        others[count++] = other;
      }
    }
    if (count < FEWEST) {
      return true;
    }
    Arrays.sort(others, 0, count);
    double usual = (others[(count - 1) / 2] + others[count / 2]) / 2;
    return total >= LEAST * usual && total <= usual / LEAST;
  }
}
