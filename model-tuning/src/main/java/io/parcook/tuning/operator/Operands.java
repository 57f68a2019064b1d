package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/// What a step is given: arrays in the order of the operator's inputs.
public interface Operands {

  /// Whether an optional input is given.
  boolean has(int input);

  /// An input.
  ///
  /// @throws IllegalStateException if it is not given
  NDArray get(int input);

  /// The values of an input of whole numbers (axes, a shape, repeats), in row-major order. Those
  /// that the graph fixes are read once and cost nothing here; the caller leaves them unchanged.
  long[] longs(int input);

  /// How many inputs the node names, given or not.
  int size();

  /// What owns the arrays of this step.
  NDManager scope();
}
