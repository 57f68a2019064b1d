package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import java.util.List;

/// Shares of a whole.
final class Softmaxes {

  private Softmaxes() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("Softmax", 13, node -> along(node, NDArray::softmax)),
        new Definition("LogSoftmax", 13, node -> along(node, NDArray::logSoftmax)));
  }

  @FunctionalInterface
  private interface Function {
    NDArray of(NDArray x, int axis);
  }

  /// `Softmax(input) = eˣ / Σ eˣ`, the sum over `axis`; `LogSoftmax` its logarithm.
  private static Step along(Node node, Function function) {
    long axis = node.whole("axis", -1);
    return Step.giving(
        in -> function.of(in.get(0), Axes.of(axis, in.get(0).getShape().dimension())));
  }
}
