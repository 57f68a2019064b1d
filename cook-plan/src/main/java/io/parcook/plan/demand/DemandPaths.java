package io.parcook.plan.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// Ways that the demand for one item may go, each as likely as the others.
///
/// @param from when the first interval begins
/// @param values portions by path and interval, row-major; not copied, nobody writes to it again
/// @param usual portions that the same intervals usually sell
public record DemandPaths(
    Instant from, Duration interval, int paths, int steps, float[] values, float[] usual) {

  /// The mean over the paths of what is ordered between two moments; within an interval demand is
  /// even, and what the intervals do not reach is 0.
  public double mean(Instant begin, Instant end) {
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      double share = share(step, begin, end);
      if (share > 0) {
        double all = 0;
        for (int path = 0; path < paths; path++) {
          all += values[path * steps + step];
        }
        sum += share * all / paths;
      }
    }
    return sum;
  }

  /// The quantile of what is ordered between two moments, over the paths.
  ///
  /// @param level 0 to 1
  public double quantile(double level, Instant begin, Instant end) {
    double[] sums = new double[paths];
    for (int step = 0; step < steps; step++) {
      double share = share(step, begin, end);
      for (int path = 0; path < paths && share > 0; path++) {
        sums[path] += share * values[path * steps + step];
      }
    }
    Arrays.sort(sums);
    return sums[Math.clamp((int) (level * paths), 0, paths - 1)];
  }

  /// What is usually ordered between two moments.
  public double usual(Instant begin, Instant end) {
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      sum += share(step, begin, end) * usual[step];
    }
    return sum;
  }

  /// These paths and those of another item of the same forecast, path by path. What is usual stays:
  /// it is what this item usually sells.
  ///
  /// @throws IllegalArgumentException where they are of other intervals
  public DemandPaths plus(DemandPaths other) {
    if (!other.from.equals(from)
        || !other.interval.equals(interval)
        || other.values.length != values.length) {
      throw new IllegalArgumentException("Paths add up where they are of the same intervals.");
    }
    float[] sums = values.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.values[i];
    }
    return new DemandPaths(from, interval, paths, steps, sums, usual);
  }

  /// These paths with every demand so many times as high.
  public DemandPaths times(double factor) {
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= (float) factor;
    }
    return new DemandPaths(from, interval, paths, steps, scaled, usual);
  }

  /// These paths, scaled where their mean between two moments is less than so many times what is
  /// usual then.
  public DemandPaths atLeastUsual(double times, Instant begin, Instant end) {
    double mean = mean(begin, end);
    double wanted = times * usual(begin, end);
    if (mean <= 0 || wanted <= mean) {
      return this;
    }
    float[] scaled = values.clone();
    for (int step = 0; step < steps; step++) {
      float factor = (float) (1 + share(step, begin, end) * (wanted / mean - 1));
      for (int path = 0; path < paths; path++) {
        scaled[path * steps + step] *= factor;
      }
    }
    return new DemandPaths(from, interval, paths, steps, scaled, usual);
  }

  private double share(int step, Instant begin, Instant end) {
    Instant start = from.plus(interval.multipliedBy(step));
    Instant stop = start.plus(interval);
    Instant first = start.isAfter(begin) ? start : begin;
    Instant last = stop.isBefore(end) ? stop : end;
    double overlap = Duration.between(first, last).toMillis();
    return Math.max(0, overlap) / interval.toMillis();
  }
}
