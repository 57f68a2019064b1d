package io.parcook.tuning.tune;

import io.parcook.tuning.dataset.Rows;
import java.nio.FloatBuffer;
import java.util.List;

/// Takes the level of each week out of what is learned. How a store's level rose or fell in its
/// last weeks is one draw of a season, not a habit; a night that learns it forecasts that it goes
/// on (docs/decisions/0111-the-level-is-not-learned.md). The features carry the level, and
/// calibration what they miss.
final class WeekLevel {

  private static final int SAMPLE = 4_096;
  private static final int MOST = 24;
  private static final double STEP = 0.025;

  private WeekLevel() {}

  /// Divides each week's portions by the factor by which the base's quantiles would have had to be
  /// multiplied to fit them best.
  static void remove(NightRows rows, Learner base, List<Double> levels) {
    for (Rows week : rows.spans()) {
      if (week.size() > 0) {
        week.scale((float) (1 / of(week, base, levels)));
      }
    }
  }

  /// The factor of least pinball loss, between 0.55 and 1.8.
  private static double of(Rows week, Learner base, List<Double> levels) {
    var batch = Batch.sample(week, SAMPLE);
    float[] quantiles = base.quantiles(batch);
    double least = Double.POSITIVE_INFINITY;
    double best = 1;
    for (int step = -MOST; step <= MOST; step++) {
      double factor = Math.exp(step * STEP);
      double loss = loss(batch.targets(), quantiles, levels, factor);
      if (loss < least) {
        least = loss;
        best = factor;
      }
    }
    return best;
  }

  private static double loss(
      FloatBuffer sold, float[] quantiles, List<Double> levels, double factor) {
    double sum = 0;
    for (int row = 0; row < sold.limit(); row++) {
      for (int i = 0; i < levels.size(); i++) {
        double apart = sold.get(row) - factor * quantiles[row * levels.size() + i];
        sum += Math.max(levels.get(i) * apart, (levels.get(i) - 1) * apart);
      }
    }
    return sum;
  }
}
