package io.parcook.models.evaluate;

import org.hipparchus.distribution.continuous.TDistribution;

/// A paired test over days: is a candidate's loss lower than another forecaster's on the same rows,
/// by more than the days' own chance?
///
/// The test is Diebold and Mariano's (*Comparing predictive accuracy*, JBES 1995) on the daily
/// differences of mean loss, with the correction for few days and the Student distribution of
/// Harvey, Leybourne and Newbold (*Testing the equality of prediction mean squared errors*, IJF
/// 1997). A forecast ends within its day, so the differences of two days share no interval; what
/// they may still share is the weather and the week. The variance of their mean therefore has
/// Bartlett weights (Newey and West, Econometrica 1987) over `⌊days^(1/3)⌋` lags, and is never
/// taken below that of independent days: a negative estimate of their dependence is chance more
/// often than not. Each side is tested at `level`.
public final class PairedDays {

  /// What is asked of a version on what sells, and of a comparison that a person reads.
  public static final PairedDays USUAL = new PairedDays(0.05, 5);

  /// What a night's gate asks for. Nights are many, and each is a try: at the usual level one in
  /// twenty that gained nothing would pass.
  public static final PairedDays NIGHTLY = new PairedDays(0.01, 5);

  private final double level;
  private final int fewest;

  /// @param level chance of calling a candidate better that is not, and of calling one worse that
  ///     is not
  /// @param fewest days below which nothing is decided, at least 3
  public PairedDays(double level, int fewest) {
    if (!(level > 0 && level < 0.5) || fewest < 3) {
      throw new IllegalArgumentException(
          "level is in (0, 0.5) and at least 3 days are needed; got " + level + ", " + fewest);
    }
    this.level = level;
    this.fewest = fewest;
  }

  /// Compares two forecasters on the days that both were judged on.
  ///
  /// @throws IllegalArgumentException if they were not judged on the same rows of a day
  public Evidence compare(DailyLosses candidate, DailyLosses other) {
    long[] days =
        other.days().keySet().stream()
            .filter(candidate.days()::containsKey)
            .mapToLong(Long::longValue)
            .toArray();
    var differences = new double[days.length];
    double loss = 0;
    for (int i = 0; i < days.length; i++) {
      DailyLosses.Day mine = candidate.on(days[i]);
      DailyLosses.Day theirs = other.on(days[i]);
      if (mine.rows() != theirs.rows()) {
        throw new IllegalArgumentException(
            "day "
                + days[i]
                + " has "
                + mine.rows()
                + " rows of one and "
                + theirs.rows()
                + " of the other; a paired test needs the same rows");
      }
      differences[i] = mine.mean() - theirs.mean();
      loss += theirs.mean() / days.length;
    }
    return test(differences, loss);
  }

  /// @param differences candidate's less other's, in time order
  /// @param loss the other's mean
  Evidence test(double[] differences, double loss) {
    int n = differences.length;
    double mean = mean(differences);
    double share = loss > 0 ? 1 / loss : 1;
    if (n < fewest) {
      double infinity = Double.POSITIVE_INFINITY;
      return new Evidence(
          Verdict.UNDECIDED, n, n == 0 ? 0 : mean * share, -infinity, infinity, 1, 1);
    }
    double error = Math.sqrt(variance(differences, mean) / (n - 1));
    var student = new TDistribution(n - 1);
    double better = error > 0 ? student.cumulativeProbability(mean / error) : step(mean);
    double worse = error > 0 ? student.cumulativeProbability(-mean / error) : step(-mean);
    double reach = error * student.inverseCumulativeProbability(1 - level);
    Verdict verdict =
        better < level ? Verdict.BETTER : worse < level ? Verdict.WORSE : Verdict.UNDECIDED;
    return new Evidence(
        verdict, n, mean * share, (mean - reach) * share, (mean + reach) * share, better, worse);
  }

  /// The chance where every day differs by the same: none, unless that is nothing.
  private static double step(double mean) {
    return mean < 0 ? 0 : 1;
  }

  /// `n` times the variance of the mean of n days, from moments about the mean divided by n; the
  /// caller divides by `n − 1`, which is the correction of Harvey and others for forecasts that do
  /// not overlap.
  private static double variance(double[] values, double mean) {
    int lags = (int) Math.cbrt(values.length);
    double independent = covariance(values, mean, 0);
    double sum = independent;
    for (int lag = 1; lag <= lags; lag++) {
      sum += 2 * (1 - lag / (lags + 1.0)) * covariance(values, mean, lag);
    }
    return Math.max(independent, sum);
  }

  private static double covariance(double[] values, double mean, int lag) {
    double sum = 0;
    for (int i = lag; i < values.length; i++) {
      sum += (values[i] - mean) * (values[i - lag] - mean);
    }
    return sum / values.length;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
