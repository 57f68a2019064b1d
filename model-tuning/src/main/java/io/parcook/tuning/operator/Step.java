package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/// A bound node: what it gives for its operands. Every array it makes belongs to the operands'
/// scope, and it never changes one that it was given.
@FunctionalInterface
public interface Step {

  /// The node's outputs in their order; those that nobody wants may be missing at the end.
  NDList run(Operands in);

  /// A step with one output, as nearly all are.
  static Step giving(Single single) {
    return in -> new NDList(single.run(in));
  }

  /// What gives one array.
  @FunctionalInterface
  interface Single {

    NDArray run(Operands in);
  }
}
