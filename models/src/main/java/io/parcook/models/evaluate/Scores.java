package io.parcook.models.evaluate;

import java.util.List;

/// Running scores of one forecaster. It grows with the levels and days, not with the forecasts.
///
/// With `a` the portions sold, `q` a forecast's quantile at level `p`, and every sum over all rows
/// (items and intervals) that are known and not censored:
/// - pinball loss of a level: `p·(a − q)` where `a ≥ q`, else `(1 − p)·(q − a)`
/// - WQL: mean over the levels of `2·Σ pinball / Σ a`
/// - WAPE of a span (interval, hour, daypart, day): `Σ |expected − a| / Σ a` over the item's spans
/// - bias: `Σ (expected − a) / Σ a`; above zero is too much
/// - coverage of a level: the share of rows with `a ≤ q`, and that of `a < ⌊q⌋`. Portions are
///   whole, so that the share of an honest quantile cannot be chosen freely: of an item that sells
///   nothing in half of its intervals, any quantile covers half of them. A level is held where it
///   lies between the two shares, which is what a quantile of counts is.
///
/// Ratios are NaN while nothing was sold.
public final class Scores {

  private final List<Double> levels;
  private final double[] pinball;
  private final long[] covered;
  private final long[] below;
  private final DailyLosses daily = new DailyLosses();
  private final DailyCoverage coverage;
  private final SpanError hour = new SpanError();
  private final SpanError daypart = new SpanError();
  private final SpanError day = new SpanError();
  private long rows;
  private double sold;
  private double absolute;
  private double difference;
  private long forecasts;
  private long usual;

  /// @param levels the quantile levels to judge, ascending
  public Scores(List<Double> levels) {
    this.levels = List.copyOf(levels);
    pinball = new double[levels.size()];
    covered = new long[levels.size()];
    below = new long[levels.size()];
    coverage = new DailyCoverage(levels.size());
  }

  /// Adds a row. Rows of one item come in time order, and [#endItem] closes them.
  ///
  /// @param quantiles the row's quantiles at [#levels]
  /// @param expected expected portions
  /// @param actual portions sold
  public void add(float[] quantiles, double expected, double actual, Span span) {
    double row = 0;
    for (int i = 0; i < pinball.length; i++) {
      double over = actual - quantiles[i];
      double level = levels.get(i);
      double loss = over >= 0 ? level * over : (level - 1) * over;
      pinball[i] += loss;
      row += loss;
      if (over <= 0) {
        covered[i]++;
      }
      if (actual < Math.floor(quantiles[i])) {
        below[i]++;
      }
    }
    daily.add(span.day(), row / pinball.length, actual);
    coverage.add(span.day(), quantiles, actual);
    rows++;
    sold += actual;
    absolute += Math.abs(expected - actual);
    difference += expected - actual;
    hour.add(span.hour(), expected, actual);
    daypart.add(span.daypart(), expected, actual);
    day.add(span.day(), expected, actual);
  }

  /// Closes an item's rows of one forecast.
  public void endItem() {
    hour.close();
    daypart.close();
    day.close();
  }

  /// Counts one forecast.
  ///
  /// @param byModel false if it was the usual level
  public void endForecast(boolean byModel) {
    forecasts++;
    if (!byModel) {
      usual++;
    }
  }

  /// Adds another's sums to these, such as another store's.
  public void merge(Scores other) {
    if (!levels.equals(other.levels)) {
      throw new IllegalArgumentException(
          "scores of levels " + levels + " and " + other.levels + " do not add up");
    }
    for (int i = 0; i < pinball.length; i++) {
      pinball[i] += other.pinball[i];
      covered[i] += other.covered[i];
      below[i] += other.below[i];
    }
    daily.merge(other.daily);
    coverage.merge(other.coverage);
    hour.merge(other.hour);
    daypart.merge(other.daypart);
    day.merge(other.day);
    rows += other.rows;
    sold += other.sold;
    absolute += other.absolute;
    difference += other.difference;
    forecasts += other.forecasts;
    usual += other.usual;
  }

  public List<Double> levels() {
    return levels;
  }

  /// Rows judged.
  public long rows() {
    return rows;
  }

  /// Portions sold in all rows.
  public double sold() {
    return sold;
  }

  public double wql() {
    double sum = 0;
    for (double loss : pinball) {
      sum += 2 * loss / sold;
    }
    return sold > 0 ? sum / pinball.length : Double.NaN;
  }

  /// Mean pinball loss of a row, over all levels, in portions.
  public double pinball() {
    double sum = 0;
    for (double loss : pinball) {
      sum += loss;
    }
    return sum / pinball.length / rows;
  }

  public double wapeOfIntervals() {
    return ratio(absolute);
  }

  public double wapeOfHours() {
    return ratio(hour.absolute());
  }

  public double wapeOfDayparts() {
    return ratio(daypart.absolute());
  }

  public double wapeOfDays() {
    return ratio(day.absolute());
  }

  public double bias() {
    return ratio(difference);
  }

  /// The share of rows that sold no more than their quantile at a level.
  ///
  /// @throws IllegalArgumentException if the level is not one of [#levels]
  public double coverage(double level) {
    return (double) covered[place(level)] / rows;
  }

  /// The share of rows that sold less than the whole portions of their quantile at a level: the
  /// lower end of what [#coverage] is the upper end of.
  ///
  /// @throws IllegalArgumentException if the level is not one of [#levels]
  public double coverageBelow(double level) {
    return (double) below[place(level)] / rows;
  }

  /// How a level was held over every fortnight. Those of several stores are not those of their sum:
  /// add up what each store's scores say.
  ///
  /// @throws IllegalArgumentException if the level is not one of [#levels]
  public Fortnights fortnights(double level) {
    return coverage.fortnights(place(level), level);
  }

  /// The same losses by day.
  public DailyLosses daily() {
    return daily;
  }

  private int place(double level) {
    int place = levels.indexOf(level);
    if (place < 0) {
      throw new IllegalArgumentException("level " + level + " is not one of " + levels);
    }
    return place;
  }

  /// The share of forecasts that the usual level answered, not a model.
  public double usualShare() {
    return (double) usual / forecasts;
  }

  private double ratio(double sum) {
    return sold > 0 ? sum / sold : Double.NaN;
  }
}
