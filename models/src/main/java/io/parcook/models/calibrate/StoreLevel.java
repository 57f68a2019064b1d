package io.parcook.models.calibrate;

import io.parcook.models.forecast.Forecast;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// By what factor this store sells more, or less, than its model expects, lately: the one under
/// which the model's quantiles, multiplied by it, would have lost least over about a day of the
/// whole store.
///
/// The loss is the quantiles' own (pinball), so that quantiles that are right are best left at one,
/// whatever their mean; a ratio of sums is not. And no till that rings an item ten thousand times
/// moves it by more than an item can: beyond all candidates a row prefers the largest by no more
/// than its quantiles. It is the scorecaster of conformal PID control (Angelopoulos, Candès and
/// Tibshirani, NeurIPS 2023), one number for the store.
final class StoreLevel {

  /// Candidates on either side of one, up to a half and to the double.
  private static final int EACH_SIDE = 14;

  private static final double[] LOGS = new double[2 * EACH_SIDE + 1];
  private static final double[] FACTORS = new double[LOGS.length];
  private static final double APART = Math.log(2) / EACH_SIDE;

  static {
    for (int i = 0; i < LOGS.length; i++) {
      LOGS[i] = (i - EACH_SIDE) * APART;
      FACTORS[i] = Math.exp(LOGS[i]);
    }
  }

  /// The share of the loss that a factor has to save, for each squared log of it.
  private static final double PRICE = 0.05;

  /// Changes below this are left: they are noise more often than not.
  private static final double LEFT = 0.03;

  /// Levels beyond these have no say: the rarest rows would decide, and the tails are what a model
  /// knows least of.
  private static final double LOWEST = 0.1;

  private static final double HIGHEST = 0.9;

  private final double[] losses;
  private final double[] before;
  private double weight;
  private double weightBefore;
  private double soldToday;
  private RowsADay rows;
  private double factor;

  StoreLevel() {
    this(new State(zeros(), zeros(), 0, 0, 0, RowsADay.NONE));
  }

  StoreLevel(State state) {
    losses = state.losses().stream().mapToDouble(Double::doubleValue).toArray();
    before = state.before().stream().mapToDouble(Double::doubleValue).toArray();
    weight = state.weight();
    weightBefore = state.weightBefore();
    soldToday = state.soldToday();
    rows = state.rows();
    factor = best();
  }

  /// What the model's quantiles are to be multiplied by, 0.5 to 2; one until something is learned.
  double factor() {
    return factor;
  }

  /// Learns from an interval of the whole store.
  ///
  /// @param model as the model gave it
  /// @param sold portions, item by item; NaN where they are not known
  void learn(Forecast model, int step, long day, float[] sold) {
    double[] sums = new double[LOGS.length];
    int known = 0;
    double portions = 0;
    for (int item = 0; item < sold.length; item++) {
      if (Correction.isOpen(model, item, step) && Float.isFinite(sold[item])) {
        known++;
        portions += sold[item];
        add(sums, model, item, step, sold[item]);
      }
    }
    if (known == 0) {
      return;
    }
    if (day > rows.day()) {
      turn();
    }
    soldToday += portions;
    rows = rows.plus(day, known);
    double keep = Math.exp(-known / rows.now());
    weight = keep * weight + known;
    for (int i = 0; i < sums.length; i++) {
      losses[i] = keep * losses[i] + sums[i];
    }
    factor = best();
  }

  /// A day begins. One on which nothing at all was sold is forgotten: the store was closed, or its
  /// tills silent, and that says nothing of how it sells.
  private void turn() {
    if (soldToday > 0) {
      System.arraycopy(losses, 0, before, 0, losses.length);
      weightBefore = weight;
    } else {
      System.arraycopy(before, 0, losses, 0, losses.length);
      weight = weightBefore;
    }
    soldToday = 0;
  }

  private static void add(double[] sums, Forecast model, int item, int step, float sold) {
    List<Double> levels = model.levels();
    float top = model.quantile(item, step, levels.size() - 1);
    // More than this changes no candidate's loss by more or less than another's.
    double portions = Math.min(sold, top * FACTORS[FACTORS.length - 1]);
    for (int level = 0; level < levels.size(); level++) {
      double tau = levels.get(level);
      if (tau < LOWEST || tau > HIGHEST) {
        continue;
      }
      double quantile = model.quantile(item, step, level);
      for (int i = 0; i < sums.length; i++) {
        double over = portions - FACTORS[i] * quantile;
        sums[i] += over >= 0 ? tau * over : (tau - 1) * over;
      }
    }
  }

  private double best() {
    double own = losses[EACH_SIDE];
    if (!(own > 0)) {
      return 1;
    }
    // Rows that are not there yet count as saving nothing.
    double share = Math.min(1, weight / rows.now()) / own;
    double[] costs = new double[LOGS.length];
    int least = 0;
    for (int i = 0; i < costs.length; i++) {
      costs[i] = (losses[i] - own) * share + PRICE * LOGS[i] * LOGS[i];
      least = costs[i] < costs[least] ? i : least;
    }
    double log = LOGS[least] + APART * between(costs, least);
    return Math.exp(Math.copySign(Math.max(0, Math.abs(log) - LEFT), log));
  }

  /// Where the parabola through a least value and its neighbours is least, in steps from it.
  private static double between(double[] costs, int least) {
    if (least == 0 || least == costs.length - 1) {
      return 0;
    }
    double before = costs[least - 1] - costs[least];
    double after = costs[least + 1] - costs[least];
    return before + after > 0 ? (before - after) / (2 * (before + after)) : 0;
  }

  State state() {
    return new State(list(losses), list(before), weight, weightBefore, soldToday, rows);
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static List<Double> zeros() {
    return list(new double[LOGS.length]);
  }

  /// What is kept over a restart.
  ///
  /// @param losses what the quantiles would have lost, by candidate
  /// @param before the same as the newest day began
  record State(
      List<Double> losses,
      List<Double> before,
      double weight,
      double weightBefore,
      double soldToday,
      RowsADay rows) {

    State {
      losses = List.copyOf(losses);
      before = List.copyOf(before);
      if (losses.size() != LOGS.length
          || before.size() != LOGS.length
          || !Stream.of(losses, before, List.of(weight, weightBefore, soldToday))
              .flatMap(List::stream)
              .allMatch(number -> number >= 0 && Double.isFinite(number))) {
        throw new IllegalArgumentException(
            "a level's state has twice " + LOGS.length + " losses, and nothing below zero");
      }
    }
  }
}
