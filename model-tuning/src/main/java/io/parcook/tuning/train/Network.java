package io.parcook.tuning.train;

import io.parcook.tuning.train.Parameter.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// A perceptron from features to quantiles of demand. Features are normalised inside; what the last
/// layer says is in multiples of the item's own level, so that one network fits an item that sells
/// ten a minute and one that sells two a day, and the graph multiplies it back into portions.
final class Network {

  private final Architecture architecture;
  private final Parameter mean;
  private final Parameter scale;
  private final int level;
  private final List<Parameter> weights = new ArrayList<>();
  private final List<Parameter> biases = new ArrayList<>();
  private final int quantiles;

  /// A network with random weights (normal, variance 1 over the inputs).
  ///
  /// @param level the column that holds the item's level in portions; it scales the output and is
  ///     no input otherwise (its own scale is zero)
  /// @param quantiles how many the network gives
  Network(
      Architecture architecture,
      Normalisation normalisation,
      int level,
      int quantiles,
      RandomGenerator random) {
    this.architecture = architecture;
    this.level = level;
    this.quantiles = quantiles;
    int columns = normalisation.mean().length;
    float[] scales = normalisation.scale().clone();
    scales[level] = 0;
    this.mean = new Parameter("features.mean", 1, columns, normalisation.mean(), Role.CONSTANT);
    this.scale = new Parameter("features.scale", 1, columns, scales, Role.CONSTANT);

    int in = columns;
    for (int i = 0; i < architecture.widths().size(); i++) {
      int out = architecture.widths().get(i);
      addLayer("hidden" + (i + 1), in, out, 1, random);
      in = out;
    }
    addLayer("head", in, quantiles, 0.1, random);
    if (architecture.head() == Architecture.Head.CUMULATIVE) {
      Arrays.fill(biases.getLast().values(), 1, quantiles, -1.5f);
    }
    for (int column = 0; column < columns; column++) {
      if (!normalisation.varies()[column]) {
        weights.getFirst().silence(column);
      }
    }
  }

  private void addLayer(String name, int in, int out, double gain, RandomGenerator random) {
    float[] values = new float[in * out];
    double deviation = gain / Math.sqrt(in);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian(0, deviation);
    }
    weights.add(new Parameter(name + ".weight", in, out, values, Role.WEIGHT));
    biases.add(new Parameter(name + ".bias", 1, out, new float[out], Role.BIAS));
  }

  /// What the trainer learns, in a fixed order.
  List<Parameter> learned() {
    List<Parameter> all = new ArrayList<>();
    for (int i = 0; i < weights.size(); i++) {
      all.add(weights.get(i));
      all.add(biases.get(i));
    }
    return all;
  }

  /// Quantiles in multiples of the item's level, rows × quantiles.
  <T> T relative(Algebra<T> on, T features) {
    T x = on.multiply(on.subtract(features, on.parameter(mean)), on.parameter(scale));
    for (int i = 0; i < weights.size(); i++) {
      x = on.affine(x, on.parameter(weights.get(i)), on.parameter(biases.get(i)));
      if (i < weights.size() - 1) {
        x = architecture.activate(on, x);
      }
    }
    return switch (architecture.head()) {
      case DIRECT -> x;
      case CUMULATIVE ->
          on.runningSums(on.join(on.columns(x, 0, 1), on.softplus(on.columns(x, 1, quantiles))));
    };
  }

  /// Quantiles in portions, rows × quantiles, none below zero.
  <T> T portions(Algebra<T> on, T features) {
    return on.relu(on.multiply(relative(on, features), on.columns(features, level, level + 1)));
  }
}
