package io.parcook.tuning.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Adam (Kingma and Ba 2015) on plain arrays.
final class PlainAdam {

  private final double rate;
  private final Map<String, double[]> means = new HashMap<>();
  private final Map<String, double[]> squares = new HashMap<>();
  private int steps;

  PlainAdam(double rate) {
    this.rate = rate;
  }

  /// Moves the weights, in place, one step against their gradients.
  void step(Map<String, float[]> weights, Map<String, float[]> gradients) {
    steps++;
    weights.forEach(
        (name, values) -> {
          float[] gradient = Objects.requireNonNull(gradients.get(name), name);
          double[] mean = means.computeIfAbsent(name, _ -> new double[values.length]);
          double[] square = squares.computeIfAbsent(name, _ -> new double[values.length]);
          for (int i = 0; i < values.length; i++) {
            mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
            square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
            double unbiased = Math.sqrt(square[i] / (1 - Math.pow(0.999, steps)));
            values[i] -= (float) (rate * mean[i] / (1 - Math.pow(0.9, steps)) / (unbiased + 1e-8));
          }
        });
  }
}
