package io.parcook.sync.admission;

import io.parcook.models.forecast.ModelSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/// Runs of a model on rows that are made up, the same for every model: on features as they mostly
/// are, and beyond.
final class Trials {

  /// As in most forecasts of a store: 100 items and 24 steps.
  static final int STORE_ROWS = 2_400;

  private static final int ROWS = 64;
  private static final int[] COUNTS = {1, 2, 3, 16, ROWS};
  private static final int TIMES = 5;

  /// Most that a row may differ with the rows beside it: as two engines may.
  static final double ALLOWED = 1e-4;

  private final ModelSession session;
  private final int features;
  private final int levels;

  Trials(ModelSession session) {
    this.session = session;
    features = session.card().features().size();
    levels = session.card().quantiles().size();
  }

  static int rows() {
    return ROWS;
  }

  /// `ROWS × features`: in [0, 1), then scattered about 0, then all 0, then large.
  float[] features() {
    var random = new Random(20);
    var rows = new float[ROWS * features];
    for (int i = 0; i < rows.length; i++) {
      int row = i / features;
      rows[i] =
          row < ROWS / 2
              ? random.nextFloat()
              : row < ROWS - 8
                  ? (float) random.nextGaussian()
                  : row == ROWS - 8 ? 0 : (float) (20 * random.nextGaussian());
    }
    return rows;
  }

  /// Runs them in batches of several sizes.
  ///
  /// @return the quantiles of all rows, `ROWS × levels`
  /// @throws RefusedModelException if an answer is not finite, or changes with its batch
  float[] run(float[] rows) {
    float[] whole = run(rows, ROWS);
    for (int count : COUNTS) {
      float[] some = run(rows, count);
      double apart = difference(Arrays.copyOf(whole, some.length), some);
      if (!(apart <= ALLOWED)) {
        throw new RefusedModelException(new Refusal.RowsMix(apart));
      }
    }
    return whole;
  }

  private float[] run(float[] rows, int count) {
    session.input().put(rows, 0, count * features);
    FloatBuffer out = session.run(count);
    var quantiles = new float[count * levels];
    out.get(quantiles);
    for (float quantile : quantiles) {
      if (!Float.isFinite(quantile)) {
        throw new RefusedModelException(new Refusal.NotFinite("for made-up features"));
      }
    }
    return quantiles;
  }

  /// The best time of some runs of a whole store's rows: this process has the lowest priority, and
  /// the others are what it waited for.
  ///
  /// @throws RefusedModelException if it is too long
  void time(Caps caps, Map<String, Double> figures) {
    float[] rows = features();
    FloatBuffer input = session.input();
    for (int row = 0; row < STORE_ROWS; row++) {
      input.put(rows, row % ROWS * features, features);
    }
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      session.run(STORE_ROWS);
      best = Math.min(best, System.nanoTime() - begun);
    }
    figures.put("run.ms", best / 1e6);
    if (best > caps.run().toNanos()) {
      throw new RefusedModelException(new Refusal.TooSlow(best / 1e6, caps.run().toMillis()));
    }
  }

  /// The largest difference, in parts of the first where that is above 1; infinite for other
  /// lengths.
  static double difference(float[] truth, float[] other) {
    if (truth.length != other.length) {
      return Double.POSITIVE_INFINITY;
    }
    double most = 0;
    for (int i = 0; i < truth.length; i++) {
      double apart = Math.abs((double) truth[i] - other[i]) / Math.max(1, Math.abs(truth[i]));
      most = apart <= most ? most : apart;
    }
    return Double.isNaN(most) ? Double.POSITIVE_INFINITY : most;
  }
}
