package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/// Broadcasting as NumPy and ONNX have it: shapes are aligned at their last axes, and an axis of
/// length 1, or one that is absent, repeats as often as it has to.
final class Broadcasting {

  private Broadcasting() {}

  /// The shape that both broadcast to.
  ///
  /// @throws IllegalArgumentException if there is none
  static Shape of(Shape a, Shape b) {
    int rank = Math.max(a.dimension(), b.dimension());
    var shape = new long[rank];
    for (int i = 0; i < rank; i++) {
      long left = length(a, i - rank + a.dimension());
      long right = length(b, i - rank + b.dimension());
      if (left != right && left != 1 && right != 1) {
        throw new IllegalArgumentException(a + " and " + b + " do not broadcast");
      }
      shape[i] = left == 1 ? right : left;
    }
    return new Shape(shape);
  }

  /// The array as a view of that shape.
  static NDArray to(NDArray array, Shape shape) {
    return array.getShape().equals(shape) ? array : array.broadcast(shape);
  }

  private static long length(Shape shape, int axis) {
    return axis < 0 ? 1 : shape.get(axis);
  }
}
