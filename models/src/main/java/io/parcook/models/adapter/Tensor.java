package io.parcook.models.adapter;

import java.util.List;

/// A tensor of 32-bit floats.
///
/// @param shape lengths of its axes; empty for a scalar
/// @param values row-major; not copied
record Tensor(List<Long> shape, float[] values) {

  Tensor {
    shape = List.copyOf(shape);
  }
}
