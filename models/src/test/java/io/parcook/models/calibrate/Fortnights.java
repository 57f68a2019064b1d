package io.parcook.models.calibrate;

import io.parcook.models.forecast.Forecast;
import java.util.List;

/// Coverage over every sliding fortnight, counted naively from rows.
final class Fortnights {

  static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  private Fortnights() {}

  /// A row: its day, then for each level whether it sold less than the quantile's whole portions,
  /// and whether it sold no more than the quantile.
  static double[] row(Forecast forecast, int item, int step, int day, double sold) {
    double[] row = new double[1 + 2 * LEVELS.size()];
    row[0] = day;
    for (int i = 0; i < LEVELS.size(); i++) {
      float q = forecast.quantile(item, step, forecast.levels().indexOf(LEVELS.get(i)));
      row[1 + 2 * i] = sold < Math.floor(q) ? 1 : 0;
      row[2 + 2 * i] = sold <= q ? 1 : 0;
    }
    return row;
  }

  /// How far the worst fortnight from a day on is from holding a level: how much the share that is
  /// covered falls short of it, or the share below exceeds it. Below zero if all hold it.
  static double worst(List<double[]> rows, int level, int from) {
    int last = (int) rows.getLast()[0];
    double[][] sums = new double[last + 1][3];
    for (double[] row : rows) {
      double[] day = sums[(int) row[0]];
      day[0]++;
      day[1] += row[1 + 2 * level];
      day[2] += row[2 + 2 * level];
    }
    double worst = Double.NEGATIVE_INFINITY;
    for (int end = from + 14; end <= last + 1; end++) {
      double count = 0;
      double below = 0;
      double covered = 0;
      for (int day = end - 14; day < end; day++) {
        count += sums[day][0];
        below += sums[day][1];
        covered += sums[day][2];
      }
      double target = LEVELS.get(level);
      worst = Math.max(worst, Math.max(target - covered / count, below / count - target));
    }
    return worst;
  }
}
