package io.parcook.tuning.tune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.parcook.models.adapter.WeightOverride;
import java.nio.FloatBuffer;
import java.util.List;

/// One initializer and the numbers by which a night changes it.
sealed interface TunedWeight permits WholeWeight, LowRankWeight {

  /// The smallest length, per element, that a reach is measured against: a bias of zeros may move
  /// too.
  double LEAST_LENGTH = 0.05;

  String name();

  /// What is learned; changed in place.
  List<float[]> values();

  /// The initializer on the engine, from fresh copies of [#values] that have gradients.
  ///
  /// @param learned receives the copies, in the order of [#values]
  NDArray on(NDManager scope, List<NDArray> learned);

  /// Draws the initializer back towards the base.
  ///
  /// @param keep what is left of the change, from 0 (the base) to 1
  void shrink(double keep);

  /// Draws the initializer back to within `reach` of the base, as a share of the base's length.
  default void limit(double reach) {
    double moved = moved();
    if (moved > reach) {
      shrink(reach / moved);
    }
  }

  /// How far the initializer is from the base, as a share of the base's length.
  double moved();

  /// What is learned, as an adapter keeps it.
  WeightOverride override();

  static NDArray copy(NDManager scope, float[] values, Shape shape, boolean learning) {
    NDArray array = scope.create(FloatBuffer.wrap(values), shape);
    array.setRequiresGradient(learning);
    return array;
  }

  static double length(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  /// The length that a change of `base` is measured against.
  static double measure(float[] base) {
    return Math.max(length(base), LEAST_LENGTH * Math.sqrt(base.length));
  }
}
