package io.parcook.models.evaluate;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A forecaster's loss day by day, for tests that ask whether one forecaster is better than another
/// and not just luckier. It grows with the days that were judged.
public final class DailyLosses {

  /// What was judged on one day.
  ///
  /// @param loss pinball loss, summed over rows and averaged over levels, portions
  /// @param sold portions sold in the rows
  public record Day(double loss, double sold, long rows) {

    private static final Day NONE = new Day(0, 0, 0);

    /// Mean loss of a row.
    public double mean() {
      return loss / rows;
    }

    /// WQL of the day; NaN if nothing was sold.
    public double wql() {
      return sold > 0 ? 2 * loss / sold : Double.NaN;
    }

    private Day plus(Day more) {
      return new Day(loss + more.loss, sold + more.sold, rows + more.rows);
    }
  }

  private final NavigableMap<Long, Day> days = new TreeMap<>();

  /// Losses that were kept, by local date as days since 1970-01-01.
  public static DailyLosses of(Map<Long, Day> kept) {
    var losses = new DailyLosses();
    losses.days.putAll(kept);
    return losses;
  }

  void add(long day, double loss, double sold) {
    days.merge(day, new Day(loss, sold, 1), Day::plus);
  }

  /// Adds another's days to these, such as another store's.
  void merge(DailyLosses more) {
    more.days.forEach((day, losses) -> days.merge(day, losses, Day::plus));
  }

  /// By local date, as days since 1970-01-01.
  public NavigableMap<Long, Day> days() {
    return Collections.unmodifiableNavigableMap(days);
  }

  /// A day's losses; nothing if none of its rows was judged.
  public Day on(long day) {
    return days.getOrDefault(day, Day.NONE);
  }
}
