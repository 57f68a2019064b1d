package io.parcook.models.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A forecast of demand for some items over consecutive intervals. Quantiles never cross and are
/// never below zero. The arrays are made for this forecast alone and nobody writes to them again;
/// they are not copied, so whoever shares a forecast shares them.
///
/// @param origin the instant up to which events were known
/// @param from start of the first interval
/// @param steps number of intervals
/// @param levels quantile levels, ascending
/// @param values portions, row-major by item, step, level: `items × steps × levels`
/// @param usual mean of the same slot on the last 14 days, or 28 where those are unknown, portions:
///     `items × steps`
public record Forecast(
    ForecastSource source,
    Instant origin,
    Instant from,
    Duration interval,
    int steps,
    List<String> items,
    List<Double> levels,
    float[] values,
    float[] usual) {

  /// The quantile of an item (by its place in [#items]) and step at a level (by its place).
  public float quantile(int item, int step, int level) {
    return values[(item * steps + step) * levels.size() + level];
  }

  /// The expected portions of an item and step: the mean of the distribution that its quantiles
  /// sketch.
  public double expected(int item, int step) {
    return MeanOfQuantiles.of(levels, values, (item * steps + step) * levels.size());
  }

  /// The mean of the same slot on the last 14 days.
  public float usual(int item, int step) {
    return usual[item * steps + step];
  }
}
