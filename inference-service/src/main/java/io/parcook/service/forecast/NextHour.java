package io.parcook.service.forecast;

import io.parcook.models.forecast.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What an item will sell in the hour from a moment on: the rest of the current interval, and of
/// the following ones what falls into the hour, each by the share of it that does.
///
/// @param expected portions
/// @param low the 10 % quantile, portions
/// @param high the 90 % quantile, portions
/// @param usual portions on a day like the last 14
public record NextHour(double expected, double low, double high, double usual) {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  /// How much the errors of two intervals of the same hour go together. 0 would make the hour's
  /// range too narrow (a rush lasts longer than a quarter of an hour), 1 too wide (guests come by
  /// themselves).
  private static final double TOGETHER = 0.3;

  /// @param now within the forecast's first interval, or before it
  public static NextHour of(Forecast forecast, int item, Instant now) {
    Instant end = now.plus(HOUR);
    double expected = 0;
    double usual = 0;
    Spread below = new Spread();
    Spread above = new Spread();
    for (int step = 0; step < forecast.steps(); step++) {
      Instant from = forecast.from().plus(forecast.interval().multipliedBy(step));
      double share = share(from, forecast.interval(), now, end);
      if (share > 0) {
        double mean = forecast.expected(item, step);
        expected += share * mean;
        usual += share * forecast.usual(item, step);
        below.add(share * (mean - quantile(forecast, item, step, LOW)));
        above.add(share * (quantile(forecast, item, step, HIGH) - mean));
      }
    }
    return new NextHour(
        expected, Math.max(0, expected - below.sum()), expected + above.sum(), usual);
  }

  private static double share(Instant from, Duration interval, Instant now, Instant end) {
    Instant until = from.plus(interval);
    Instant begins = from.isAfter(now) ? from : now;
    Instant ends = until.isBefore(end) ? until : end;
    return ends.isAfter(begins)
        ? (double) Duration.between(begins, ends).toMillis() / interval.toMillis()
        : 0;
  }

  /// The quantile at any level: straight between the forecast's own, the outermost beyond them.
  public static double quantile(Forecast forecast, int item, int step, double level) {
    List<Double> levels = forecast.levels();
    for (int i = 0; i < levels.size(); i++) {
      double here = levels.get(i);
      if (level <= here + 1e-9) {
        double value = forecast.quantile(item, step, i);
        if (i == 0 || Math.abs(level - here) < 1e-9) {
          return value;
        }
        double before = forecast.quantile(item, step, i - 1);
        double part = (level - levels.get(i - 1)) / (here - levels.get(i - 1));
        return before + part * (value - before);
      }
    }
    return forecast.quantile(item, step, levels.size() - 1);
  }

  /// Adds up the distances of intervals from their means under the correlation [#TOGETHER].
  private static final class Spread {
    private double sum;
    private double squares;

    void add(double distance) {
      sum += distance;
      squares += distance * distance;
    }

    double sum() {
      return Math.sqrt(Math.max(0, (1 - TOGETHER) * squares + TOGETHER * sum * sum))
          * Math.signum(sum);
    }
  }
}
