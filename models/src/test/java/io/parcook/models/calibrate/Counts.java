package io.parcook.models.calibrate;

import java.util.Random;

/// Random counts.
final class Counts {

  private Counts() {}

  /// Knuth's method; fine for the means of a kitchen.
  static int poisson(Random random, double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
