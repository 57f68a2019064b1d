package io.parcook.simulator;

import java.util.SplittableRandom;

/// A source of chance that is named by a seed, a day and a purpose: asking twice for the same name
/// gives the same throws, and no purpose disturbs another.
final class Dice {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static Dice of(long seed, long day, String purpose) {
    return new Dice(mix(mix(seed + GOLDEN * day) ^ mix(purpose.hashCode())));
  }

  /// Stafford's variant 13 of the 64-bit finaliser of MurmurHash3.
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  double gaussian() {
    return random.nextGaussian();
  }

  /// A positive number whose logarithm is normal, with this median.
  double lognormal(double median, double sigma) {
    return median * Math.exp(sigma * random.nextGaussian());
  }

  double exponential(double mean) {
    return -mean * Math.log1p(-random.nextDouble());
  }

  /// A Poisson count by multiplying uniforms (Knuth, TAOCP 3.4.1); meant for small means.
  int poisson(double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /// The place of one of the weights, with probability in proportion to it; -1 if all are zero.
  int pick(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = total * random.nextDouble();
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return -1;
  }
}
