package io.parcook.service.day;

import io.parcook.plan.demand.Dependence;
import io.parcook.service.day.ForecastBook.Said;
import java.util.Collection;

/// The band of all items together in one interval: means add up, and distances from them do under
/// the correlation between items.
final class Together {

  private Together() {}

  static DayJson.Band band(Collection<Said> items) {
    double likely = 0;
    double below = 0;
    double belowSquares = 0;
    double above = 0;
    double aboveSquares = 0;
    for (Said one : items) {
      likely += one.likely();
      double down = Math.max(0, one.likely() - one.low());
      double up = Math.max(0, one.high() - one.likely());
      below += down;
      belowSquares += down * down;
      above += up;
      aboveSquares += up * up;
    }
    return new DayJson.Band(
        tenths(Math.max(0, likely - distance(below, belowSquares))),
        tenths(likely),
        tenths(likely + distance(above, aboveSquares)));
  }

  private static double distance(double sum, double squares) {
    double together = Dependence.USUAL.items();
    return Math.sqrt((1 - together) * squares + together * sum * sum);
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
