package io.parcook.models.forecast;

import java.util.List;

/// The mean of a distribution that is known by some of its quantiles: the integral of the quantile
/// function over (0, 1). Between two levels the function is a straight line; beyond the first and
/// last level its tails are exponential, continued from the two outermost levels on that side (the
/// lower one not below zero). Exact in the tail for an exponential demand, and 0 for a symmetric
/// distribution about 0.
final class MeanOfQuantiles {

  private MeanOfQuantiles() {}

  /// @param from where the row of quantiles begins in `values`
  static double of(List<Double> levels, float[] values, int from) {
    int last = levels.size() - 1;
    if (last == 0) {
      return values[from];
    }
    double sum = 0;
    for (int i = 0; i < last; i++) {
      double width = levels.get(i + 1) - levels.get(i);
      sum += width * (values[from + i] + (double) values[from + i + 1]) / 2;
    }
    double low = levels.getFirst();
    double first = values[from];
    double lowRise = values[from + 1] - first;
    double lowScale = lowRise == 0 ? 0 : lowRise / Math.log(levels.get(1) / low);
    double high = 1 - levels.getLast();
    double highRise = values[from + last] - (double) values[from + last - 1];
    double highScale = highRise == 0 ? 0 : highRise / Math.log((1 - levels.get(last - 1)) / high);
    return sum + low * Math.max(0, first - lowScale) + high * (values[from + last] + highScale);
  }
}
