package io.parcook.models.evaluate;

import io.parcook.pipeline.history.DemandHistory;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The items that sold most, for backtests that judge what matters in the kitchen.
public final class BusiestItems {

  private BusiestItems() {}

  /// Names of the `most` items that sold most on the `days` dates before a date, busiest first;
  /// chosen from the past only, so that a backtest does not know its winners.
  public static List<String> before(DemandHistory history, LocalDate date, int days, int most) {
    List<String> names = history.items();
    double[] sold = new double[names.size()];
    long end = date.toEpochDay();
    for (int item = 0; item < sold.length; item++) {
      for (long day = end - days; day < end; day++) {
        for (int slot = 0; slot < history.calendar().slotsPerDay(); slot++) {
          float portions = history.sold(item, day, slot);
          sold[item] += Float.isNaN(portions) ? 0 : portions;
        }
      }
    }
    return IntStream.range(0, sold.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer item) -> -sold[item]))
        .limit(most)
        .map(names::get)
        .toList();
  }
}
