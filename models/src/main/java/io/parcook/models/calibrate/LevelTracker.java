package io.parcook.models.calibrate;

import java.util.Arrays;
import java.util.List;

/// How far the quantiles of one pace are shifted, level by level, in units of a row's scale.
///
/// A proportional and an integral controller on the coverage, as in conformal PID control
/// (Angelopoulos, Candès and Tibshirani, *Conformal PID control for time series prediction*,
/// NeurIPS 2023; quantile tracking is its integral part, and the value's counterpart of Gibbs and
/// Candès, *Adaptive conformal inference under distribution shift*, NeurIPS 2021). The error that
/// it drives to zero is that of recent rows, averaged with exponential weights. Rows come in bursts
/// that resemble each other, so rates count in days' worth of rows, and no burst moves more than a
/// day.
final class LevelTracker {

  /// Levels from this on are held plainly, since the kitchen cooks by them. Below it a quantile is
  /// right as soon as its level lies between the share below its whole portions and the share not
  /// above it: what sells nothing in half of its intervals has a median of 0, not of a half.
  static final double PLAIN = 0.8;

  /// No shift is larger, in scales: about three standard deviations of a Poisson count.
  static final double MOST = 3;

  private static final double PROPORTIONAL = 4;
  private static final double INTEGRAL = 0.25;

  /// Days over which coverage is averaged.
  private static final double DAYS = 2;

  /// How much of a shift that nothing asks for any more goes in a day.
  private static final double FADING = 0.1;

  private final double[] levels;
  private final double[] shift;
  private final double[] covered;
  private final double[] below;
  private double weight;
  private RowsADay rows = RowsADay.NONE;

  LevelTracker(List<Double> levels) {
    this.levels = levels.stream().mapToDouble(Double::doubleValue).toArray();
    shift = new double[this.levels.length];
    covered = new double[this.levels.length];
    below = new double[this.levels.length];
  }

  /// What is added to each level's quantile, in scales.
  double[] shifts() {
    double[] shifts = new double[levels.length];
    for (int level = 0; level < shifts.length; level++) {
      shifts[level] = Math.clamp(shift[level] + PROPORTIONAL * error(level), -MOST, MOST);
    }
    return shifts;
  }

  /// Learns from one row that was served and sold.
  ///
  /// @param day any number that grows by one from day to day
  /// @param quantiles the row's, as served
  void learn(long day, float[] quantiles, float sold) {
    rows = rows.plus(day, 1);
    double keep = Math.exp(-1 / (DAYS * rows.now()));
    weight = keep * weight + 1;
    for (int level = 0; level < levels.length; level++) {
      float quantile = quantiles[level];
      covered[level] = keep * covered[level] + (sold <= quantile ? 1 : 0);
      below[level] = keep * below[level] + (sold < Math.floor(quantile) ? 1 : 0);
      double error = error(level);
      double moved =
          error == 0
              ? shift[level] * (1 - FADING / rows.now())
              : shift[level] + INTEGRAL / rows.now() * error;
      shift[level] = Math.clamp(moved, -MOST, MOST);
    }
  }

  /// How much more rows should have been covered lately; 0 while the level is held.
  private double error(int level) {
    // Rows that are not there yet count as held, so that the first ones do not throw it about.
    double seen = Math.max(weight, rows.usual() / 4);
    double over = (covered[level] - levels[level] * weight) / seen;
    if (over < 0 || levels[level] >= PLAIN) {
      return -over;
    }
    return Math.min(0, (levels[level] * weight - below[level]) / seen);
  }

  TrackerState state() {
    return new TrackerState(list(shift), list(covered), list(below), weight, rows);
  }

  /// @throws IllegalArgumentException if the state is of another number of levels
  static LevelTracker of(List<Double> levels, TrackerState state) {
    var tracker = new LevelTracker(levels);
    if (state.shift().size() != levels.size()) {
      throw new IllegalArgumentException(
          "a tracker of " + state.shift().size() + " levels is none of " + levels);
    }
    for (int i = 0; i < levels.size(); i++) {
      tracker.shift[i] = state.shift().get(i);
      tracker.covered[i] = state.covered().get(i);
      tracker.below[i] = state.below().get(i);
    }
    tracker.weight = state.weight();
    tracker.rows = state.rows();
    return tracker;
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
