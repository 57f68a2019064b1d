package io.parcook.models.onnx;

import java.util.List;

/// A named constant tensor of a graph: its weights, mostly.
///
/// @param shape lengths of its axes; empty for a scalar
/// @param isFloat whether its elements are 32-bit floats, the only ones that may be replaced
public record Initializer(String name, List<Long> shape, boolean isFloat) {

  public Initializer {
    shape = List.copyOf(shape);
  }

  /// The number of elements, 1 for a scalar; a shape beyond counting gives [Long#MAX_VALUE].
  public long elements() {
    try {
      return shape.stream().reduce(1L, Math::multiplyExact);
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }
}
