package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.UnaryOperator;

/// Activations of neural networks, element by element.
final class Activations {

  private Activations() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("Relu", 6, _ -> each(x -> x.getNDArrayInternal().relu())),
        new Definition("Gelu", 20, Activations::gelu));
  }

  /// `Gelu(X) = X · Φ(X)`, Φ the distribution function of the normal distribution; with
  /// `approximate` = `tanh` its approximation `X / 2 · (1 + tanh(√(2/π) · (X + 0.044715 X³)))`.
  private static Step gelu(Node node) {
    return switch (node.word("approximate", "none")) {
      case "none" -> each(x -> x.getNDArrayInternal().gelu());
      case "tanh" -> each(Activations::geluByTanh);
      case String other ->
          throw new UnsupportedNodeException("approximate = '" + other + "' is not known");
    };
  }

  private static NDArray geluByTanh(NDArray x) {
    NDArray inner = x.mul(x).mul(x).mul(0.044715f).add(x).mul((float) Math.sqrt(2 / Math.PI));
    return inner.tanh().add(1).mul(x).mul(0.5f);
  }

  static Step each(UnaryOperator<NDArray> function) {
    return Step.giving(in -> function.apply(in.get(0)));
  }
}
