package io.parcook.tuning.train;

import java.util.ArrayList;
import java.util.List;

/// Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019). Moments live
/// in plain arrays beside the weights, not on the engine: there they would outlive their step.
public final class Adam {

  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<float[]> values;
  private final double[] decays;
  private final List<float[]> means = new ArrayList<>();
  private final List<float[]> squares = new ArrayList<>();
  private int steps;

  /// @param values what is learned; changed in place
  /// @param decays weight decay of each array
  public Adam(List<float[]> values, double[] decays) {
    this.values = List.copyOf(values);
    this.decays = decays.clone();
    for (float[] array : values) {
      means.add(new float[array.length]);
      squares.add(new float[array.length]);
    }
  }

  /// Moves the weights one step against their gradients.
  ///
  /// @param gradients in the order of the values
  public void step(List<float[]> gradients, double rate) {
    steps++;
    double unbiasFirst = 1 - Math.pow(FIRST, steps);
    double unbiasSecond = 1 - Math.pow(SECOND, steps);
    for (int p = 0; p < values.size(); p++) {
      double shrink = decays[p];
      float[] array = values.get(p);
      float[] mean = means.get(p);
      float[] square = squares.get(p);
      float[] gradient = gradients.get(p);
      for (int i = 0; i < array.length; i++) {
        mean[i] = (float) (FIRST * mean[i] + (1 - FIRST) * gradient[i]);
        square[i] = (float) (SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i]);
        double move = mean[i] / unbiasFirst / (Math.sqrt(square[i] / unbiasSecond) + EPSILON);
        array[i] -= (float) (rate * (move + shrink * array[i]));
      }
    }
  }

  /// The moments, first those of the gradients and then those of their squares: the arrays
  /// themselves, so that a run that was cut short can be kept and gone on with.
  public List<float[]> moments() {
    List<float[]> all = new ArrayList<>(means);
    all.addAll(squares);
    return all;
  }

  /// Goes on as after so many steps, once [#moments] hold what they held then.
  public void resume(int stepsDone) {
    steps = stepsDone;
  }
}
