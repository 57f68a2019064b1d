package io.parcook.tuning.train;

import java.util.Arrays;

/// A named matrix of a network, row-major. The trainer changes [#values] in place.
///
/// @param name the initializer's name in the ONNX file
/// @param role what the trainer may do with it
record Parameter(String name, int rows, int columns, float[] values, Role role) {

  enum Role {
    /// Learned, and drawn towards zero by weight decay.
    WEIGHT,
    /// Learned, without decay.
    BIAS,
    /// Part of the network's shape: never learned.
    CONSTANT
  }

  Parameter {
    if (values.length != rows * columns) {
      throw new IllegalArgumentException(
          name + " is " + rows + " × " + columns + " but holds " + values.length + " values");
    }
  }

  boolean learned() {
    return role != Role.CONSTANT;
  }

  /// Makes a row nothing, so that the input it stands for has no say.
  void silence(int row) {
    Arrays.fill(values, row * columns, (row + 1) * columns, 0);
  }
}
