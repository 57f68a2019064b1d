package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.UnaryOperator;

/// Activations of neural networks, element by element.
final class Activations {

  private Activations() {}

  static List<Definition> operators() {
    return List.of(
        // `max(0, X)`.
        new Definition("Relu", 6, _ -> each(x -> x.getNDArrayInternal().relu())),
        new Definition("LeakyRelu", 6, Activations::leakyRelu),
        new Definition("Elu", 6, Activations::elu),
        new Definition("Gelu", 20, Activations::gelu),
        // `1 / (1 + e⁻ˣ)`.
        new Definition("Sigmoid", 6, _ -> each(x -> x.getNDArrayInternal().sigmoid())),
        new Definition("HardSigmoid", 6, Activations::hardSigmoid),
        // `X · max(0, min(1, X / 6 + 1/2))`.
        new Definition("HardSwish", 14, _ -> each(x -> x.mul(hardSigmoid(x, 1 / 6f, 0.5f)))),
        new Definition("Tanh", 6, _ -> each(NDArray::tanh)),
        // `ln(1 + eˣ)`.
        new Definition("Softplus", 1, _ -> each(x -> x.getNDArrayInternal().softPlus())),
        // `X / (1 + |X|)`.
        new Definition("Softsign", 1, _ -> each(x -> x.getNDArrayInternal().softSign())),
        new Definition("Clip", 12, _ -> Step.giving(Activations::clip)));
  }

  /// `LeakyRelu(X)` = X where that is positive, else `alpha · X`.
  private static Step leakyRelu(Node node) {
    float alpha = node.number("alpha", 0.01f);
    return each(x -> x.getNDArrayInternal().leakyRelu(alpha));
  }

  /// `Elu(X)` = X where that is positive, else `alpha · (eˣ − 1)`.
  private static Step elu(Node node) {
    float alpha = node.number("alpha", 1);
    return each(x -> x.getNDArrayInternal().elu(alpha));
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

  /// `HardSigmoid(X) = max(0, min(1, alpha · X + beta))`.
  private static Step hardSigmoid(Node node) {
    float alpha = node.number("alpha", 0.2f);
    float beta = node.number("beta", 0.5f);
    return each(x -> hardSigmoid(x, alpha, beta));
  }

  private static NDArray hardSigmoid(NDArray x, float alpha, float beta) {
    return x.mul(alpha).add(beta).clip(0, 1);
  }

  /// `Clip(X, min?, max?) = min(max(X, min), max)`; the bounds are scalars, and have gradients too.
  private static NDArray clip(Operands in) {
    NDArray x = in.get(0);
    NDArray raised = in.has(1) ? x.maximum(in.get(1)) : x;
    return in.has(2) ? raised.minimum(in.get(2)) : raised;
  }

  private static Step each(UnaryOperator<NDArray> function) {
    return Step.giving(in -> function.apply(in.get(0)));
  }
}
