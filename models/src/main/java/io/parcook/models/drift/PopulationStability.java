package io.parcook.models.drift;

import java.util.Arrays;

/// The population stability index: how far a sample's distribution lies from that of a reference.
/// Both are counted in bins between the reference's deciles; the index is the sum over the bins of
/// `(a − e) · ln(a / e)` with `a` the sample's and `e` the reference's share (Siddiqi, *Credit Risk
/// Scorecards*, 2006; it is Jeffreys' divergence of the two). By custom 0.1 is a small shift and
/// 0.25 a large one.
final class PopulationStability {

  private static final int BINS = 10;

  private PopulationStability() {}

  /// The index; 0 if either has no values. Shares are smoothed by half a value a bin, so that an
  /// empty bin is far but not infinitely far.
  ///
  /// @param reference sorted in place
  static double between(float[] reference, float[] sample) {
    if (reference.length == 0 || sample.length == 0) {
      return 0;
    }
    Arrays.sort(reference);
    float[] edges = edges(reference);
    double[] expected = shares(reference, edges);
    double[] actual = shares(sample, edges);
    double index = 0;
    for (int bin = 0; bin <= edges.length; bin++) {
      index += (actual[bin] - expected[bin]) * Math.log(actual[bin] / expected[bin]);
    }
    return index;
  }

  /// The distinct deciles. A value at an edge belongs below it; where the least value is itself a
  /// decile, as zero sales are, its bin holds nothing else.
  private static float[] edges(float[] sorted) {
    float[] edges = new float[BINS - 1];
    int count = 0;
    for (int decile = 1; decile < BINS; decile++) {
      float edge = sorted[(int) ((long) decile * sorted.length / BINS)];
      if (count == 0 || edge > edges[count - 1]) {
        edges[count++] = edge;
      }
    }
    return Arrays.copyOf(edges, count);
  }

  private static double[] shares(float[] values, float[] edges) {
    double[] shares = new double[edges.length + 1];
    for (float value : values) {
      int place = Arrays.binarySearch(edges, value);
      shares[place < 0 ? -place - 1 : place]++;
    }
    for (int bin = 0; bin < shares.length; bin++) {
      shares[bin] = (shares[bin] + 0.5) / (values.length + 0.5 * shares.length);
    }
    return shares;
  }
}
