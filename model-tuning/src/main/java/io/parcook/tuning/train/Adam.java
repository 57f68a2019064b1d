package io.parcook.tuning.train;

import java.util.ArrayList;
import java.util.List;

/// Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019). Moments live
/// in plain arrays beside the weights, not on the engine: there they would outlive their step.
final class Adam {

  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<Parameter> parameters;
  private final double decay;
  private final List<float[]> means = new ArrayList<>();
  private final List<float[]> squares = new ArrayList<>();
  private int steps;

  Adam(List<Parameter> parameters, double decay) {
    this.parameters = List.copyOf(parameters);
    this.decay = decay;
    for (Parameter parameter : parameters) {
      means.add(new float[parameter.values().length]);
      squares.add(new float[parameter.values().length]);
    }
  }

  /// Moves the weights one step against their gradients.
  ///
  /// @param gradients in the order of the parameters
  void step(List<float[]> gradients, double rate) {
    steps++;
    double unbiasFirst = 1 - Math.pow(FIRST, steps);
    double unbiasSecond = 1 - Math.pow(SECOND, steps);
    for (int p = 0; p < parameters.size(); p++) {
      Parameter parameter = parameters.get(p);
      double shrink = parameter.role() == Parameter.Role.WEIGHT ? decay : 0;
      float[] values = parameter.values();
      float[] mean = means.get(p);
      float[] square = squares.get(p);
      float[] gradient = gradients.get(p);
      for (int i = 0; i < values.length; i++) {
        mean[i] = (float) (FIRST * mean[i] + (1 - FIRST) * gradient[i]);
        square[i] = (float) (SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i]);
        double move = mean[i] / unbiasFirst / (Math.sqrt(square[i] / unbiasSecond) + EPSILON);
        values[i] -= (float) (rate * (move + shrink * values[i]));
      }
    }
  }
}
