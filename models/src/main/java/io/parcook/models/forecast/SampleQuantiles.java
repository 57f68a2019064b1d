package io.parcook.models.forecast;

import java.util.Arrays;
import java.util.List;

/// Quantiles of a small sample of past demand.
///
/// With at least half of the days known they are the sample's own: straight lines between its
/// sorted values (Hyndman and Fan's definition 7). Fewer values say little about the spread, so
/// they are blended with the demand that a Poisson process of unknown rate would show after the
/// same observations: with Jeffreys' prior, a negative binomial of size `Σ + ½` and mean
/// `(Σ + ½) / n` (Gelman et al., *Bayesian Data Analysis*, section 2.6). The sample's weight is its
/// share of half the days. Without any value every quantile is 0.
final class SampleQuantiles {

  /// Above this mean the count distribution is computed at this mean and stretched: the sum would
  /// underflow, and its relative spread is wide enough.
  private static final double MOST_MEAN = 400;

  private final double[] levels;
  private final double[] counts;

  SampleQuantiles(List<Double> levels) {
    this.levels = levels.stream().mapToDouble(Double::doubleValue).toArray();
    counts = new double[this.levels.length];
  }

  /// Writes the quantiles of a sample.
  ///
  /// @param sample its values; sorted in place
  /// @param size how many of them there are
  /// @param days how many there could be
  void write(float[] sample, int size, int days, float[] out, int at) {
    if (size == 0) {
      Arrays.fill(out, at, at + levels.length, 0);
      return;
    }
    Arrays.sort(sample, 0, size);
    double weight = Math.min(1, 2.0 * size / days);
    if (weight < 1) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += sample[i];
      }
      negativeBinomial(sum + 0.5, size);
    }
    for (int i = 0; i < levels.length; i++) {
      double own = between(sample, size, levels[i]);
      out[at + i] = (float) (weight == 1 ? own : weight * own + (1 - weight) * counts[i]);
    }
  }

  private static double between(float[] sorted, int size, double level) {
    double place = (size - 1) * level;
    int below = (int) place;
    float low = sorted[below];
    return below + 1 == size ? low : low + (place - below) * (sorted[below + 1] - low);
  }

  /// Fills [#counts] with the quantiles of a negative binomial of a size and `n` observations, that
  /// is mean `size / n` and variance `mean · (1 + 1/n)`.
  private void negativeBinomial(double size, int n) {
    double stretch = Math.max(1, size / n / MOST_MEAN);
    double r = size / stretch;
    double failure = 1.0 / (n + 1);
    double mass = Math.exp(r * Math.log1p(-failure));
    double below = mass;
    int count = 0;
    for (int i = 0; i < levels.length; i++) {
      while (below < levels[i] && mass > 0) {
        mass *= (r + count) / (count + 1) * failure;
        below += mass;
        count++;
      }
      counts[i] = count * stretch;
    }
  }
}
