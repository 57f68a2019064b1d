package io.parcook.models.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A forecast of demand for some items over consecutive intervals. Quantiles never cross and are
/// never below zero.
///
/// @param origin the instant up to which events were known
/// @param from start of the first interval
/// @param steps number of intervals
/// @param levels quantile levels, ascending
/// @param values portions, row-major by item, step, level: `items × steps × levels`
/// @param usual mean of the same slot on the last 14 days, portions: `items × steps`
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

  public float usual(int item, int step) {
    return usual[item * steps + step];
  }
}
