package io.parcook.models.drift;

import io.parcook.models.evaluate.DailyLosses;
import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/// Whether a model's daily loss has risen against the usual level's. Their ratio is watched, not
/// the loss itself: a busy or odd day is hard for both.
///
/// A self-starting CUSUM (Hawkins, *Self-starting CUSUM charts for location and scale*, The
/// Statistician 1987; Page, *Continuous inspection schemes*, Biometrika 1954): each day is compared
/// with the days before it, so that no time is spent on learning what is normal. Without drift the
/// steps are standard normal whatever the loss; one wild day counts for no more than three.
///
/// @param days days that could be compared
/// @param statistic the sum at the last day, in standard deviations; drift is past [#LIMIT]
public record LossDrift(int days, double statistic) {

  /// With a slack of a half, a false alarm in about 900 days, and an alarm about ten days after a
  /// rise by one standard deviation.
  public static final double LIMIT = 5;

  private static final double SLACK = 0.5;
  private static final double MOST_STEP = 3;
  private static final int FEWEST = 5;

  /// Measures since a model went live.
  ///
  /// @param model losses of what serves, on days since then
  /// @param usual losses of the usual level on the same rows
  public static LossDrift measure(DailyLosses model, DailyLosses usual) {
    double[] ratios =
        model.days().entrySet().stream()
            .filter(day -> day.getValue().loss() > 0 && usual.on(day.getKey()).loss() > 0)
            .mapToDouble(day -> Math.log(day.getValue().mean() / usual.on(day.getKey()).mean()))
            .toArray();
    return new LossDrift(ratios.length, statistic(ratios));
  }

  /// The reason to tune, if there is one.
  public Optional<TuneReason> reason() {
    return statistic > LIMIT ? Optional.of(new TuneReason.LossRose(this)) : Optional.empty();
  }

  /// The CUSUM after the last of some values in time order.
  static double statistic(double[] values) {
    var normal = new NormalDistribution();
    double sum = 0;
    for (int n = FEWEST; n < values.length; n++) {
      double[] before = Arrays.copyOf(values, n);
      double mean = Arrays.stream(before).average().orElse(0);
      double spread = 0;
      for (double value : before) {
        spread += (value - mean) * (value - mean);
      }
      spread = Math.sqrt(spread / (n - 1));
      if (spread > 0) {
        double t = (values[n] - mean) / spread * Math.sqrt(n / (n + 1.0));
        double share = new TDistribution(n - 1).cumulativeProbability(t);
        double step = normal.inverseCumulativeProbability(Math.clamp(share, 1e-12, 1 - 1e-12));
        sum = Math.max(0, sum + Math.clamp(step, -MOST_STEP, MOST_STEP) - SLACK);
      }
    }
    return sum;
  }
}
