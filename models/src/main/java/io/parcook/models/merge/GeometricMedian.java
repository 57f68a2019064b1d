package io.parcook.models.merge;

import java.util.Arrays;
import java.util.List;

/// The point with the least sum of distances to what the stores learned: the mean of stores that
/// differ as stores do, and not to be pulled away by a few that lie, however far they point. Found
/// by Weiszfeld's steps, smoothed, as in Pillutla, Kakade and Harchaoui, *Robust Aggregation for
/// Federated Learning*, IEEE Transactions on Signal Processing 70 (2022).
final class GeometricMedian {

  private static final int MOST_STEPS = 100;

  /// Ends once a step moves the point by less than this share of the median distance.
  private static final double CLOSE = 1e-5;

  private GeometricMedian() {}

  /// @param changes of one length, one each store
  /// @param weights of the stores, above 0
  static float[] of(List<float[]> changes, double[] weights) {
    float[] point = mean(changes, weights);
    for (int step = 0; step < MOST_STEPS; step++) {
      var distances = new double[weights.length];
      for (int store = 0; store < distances.length; store++) {
        distances[store] = distance(changes.get(store), point);
      }
      double[] sorted = distances.clone();
      Arrays.sort(sorted);
      double median = sorted[sorted.length / 2];
      if (median == 0) {
        return point; // most say the same
      }
      var pull = new double[weights.length];
      for (int store = 0; store < pull.length; store++) {
        pull[store] = weights[store] / Math.max(distances[store], CLOSE * median);
      }
      float[] next = mean(changes, pull);
      double moved = distance(next, point);
      point = next;
      if (moved < CLOSE * median) {
        break;
      }
    }
    return point;
  }

  private static float[] mean(List<float[]> changes, double[] weights) {
    var sum = new double[changes.getFirst().length];
    double all = 0;
    for (int store = 0; store < weights.length; store++) {
      float[] change = changes.get(store);
      all += weights[store];
      for (int at = 0; at < sum.length; at++) {
        sum[at] += weights[store] * change[at];
      }
    }
    var mean = new float[sum.length];
    for (int at = 0; at < mean.length; at++) {
      mean[at] = (float) (sum[at] / all);
    }
    return mean;
  }

  private static double distance(float[] one, float[] other) {
    double squares = 0;
    for (int at = 0; at < one.length; at++) {
      double apart = (double) one[at] - other[at];
      squares += apart * apart;
    }
    return Math.sqrt(squares);
  }
}
