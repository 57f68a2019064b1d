package io.parcook.tuning.train;

import io.parcook.tuning.dataset.Rows;
import io.parcook.tuning.dataset.RowsForTests;
import java.util.List;
import java.util.SplittableRandom;

/// Demand whose quantiles are known: an item's level times a bend of one feature, give or take an
/// even spread of half a level.
final class Synthetic {

  private final SplittableRandom random;

  Synthetic(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// Columns: level, the feature that matters, one that does not.
  Rows rows(int count) {
    Rows rows = new Rows(3, count);
    for (int i = 0; i < count; i++) {
      float level = (float) Math.exp(random.nextDouble(-2, 3));
      float feature = random.nextFloat() * 2 - 1;
      double centre = 1.5 + Math.abs(feature);
      float sold = (float) (level * (centre + random.nextDouble(-0.5, 0.5)));
      RowsForTests.add(rows, sold, level, feature, random.nextFloat());
    }
    return rows;
  }

  /// The mean pinball loss of the true quantiles, in levels: for an even spread of width 1 it is
  /// `q(1 − q)/2`.
  double leastLoss(List<Double> levels) {
    return levels.stream().mapToDouble(q -> q * (1 - q) / 2).average().orElseThrow();
  }
}
