package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Recurrent layers. Shapes and directions: see [Recurrence].
final class Recurrent {

  private static final int PEEPHOLES = 7;

  private Recurrent() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("GRU", 7, Recurrent::gru), new Definition("LSTM", 7, Recurrent::lstm));
  }

  /// `GRU(X, W, R, B?, sequence_lens?, initial_h?)`, blocks in the order z, r, h, f and g the
  /// activations (Sigmoid and Tanh unless named):
  /// - `z = f(X·Wzᵀ + H·Rzᵀ + bz)`, `r` alike
  /// - `h = g(X·Whᵀ + (r ∘ H)·Rhᵀ + bh)`, or with `linear_before_reset`, as PyTorch has it,
  ///   `h = g(X·Whᵀ + Wbh + r ∘ (H·Rhᵀ + Rbh))`
  /// - `H′ = (1 − z) ∘ h + z ∘ H`
  private static Step gru(Node node) {
    boolean linearFirst = node.flag("linear_before_reset", false);
    var recurrence = new Recurrence(node, 1, List.of("Sigmoid", "Tanh"));
    return in ->
        recurrence.run(
            in,
            (recurrent, bias, by) ->
                linearFirst ? resetLast(recurrent, bias, by) : resetFirst(recurrent, bias, by));
  }

  private static Recurrence.Cell resetLast(
      NDArray recurrent, NDArray bias, List<UnaryOperator<NDArray>> by) {
    long hidden = recurrent.getShape().get(1);
    return (input, state) -> {
      NDList x = parts(input, 2 * hidden);
      NDList h = parts(Recurrence.affine(state.get(0), recurrent, bias), 2 * hidden);
      NDList gates = parts(by.get(0).apply(x.get(0).add(h.get(0))), hidden);
      NDArray candidate = by.get(1).apply(x.get(1).add(gates.get(1).mul(h.get(1))));
      return blend(gates.get(0), candidate, state.get(0));
    };
  }

  private static Recurrence.Cell resetFirst(
      NDArray recurrent, NDArray bias, List<UnaryOperator<NDArray>> by) {
    long hidden = recurrent.getShape().get(1);
    NDList weights = recurrent.split(new long[] {2 * hidden});
    NDList biases = bias.split(new long[] {2 * hidden});
    return (input, state) -> {
      NDList x = parts(input, 2 * hidden);
      NDArray h = Recurrence.affine(state.get(0), weights.get(0), biases.get(0));
      NDList gates = parts(by.get(0).apply(x.get(0).add(h)), hidden);
      NDArray reset = gates.get(1).mul(state.get(0));
      NDArray candidate =
          by.get(1).apply(x.get(1).add(Recurrence.affine(reset, weights.get(1), biases.get(1))));
      return blend(gates.get(0), candidate, state.get(0));
    };
  }

  /// `(1 − z) ∘ candidate + z ∘ before`.
  private static NDList blend(NDArray z, NDArray candidate, NDArray before) {
    return new NDList(candidate.add(z.mul(before.sub(candidate))));
  }

  /// `LSTM(X, W, R, B?, sequence_lens?, initial_h?, initial_c?)`, blocks in the order i, o, f, c,
  /// and f, g, h the activations (Sigmoid, Tanh and Tanh unless named):
  /// - `i = f(X·Wiᵀ + H·Riᵀ + bi)`, `o` and `f` alike, `c = g(X·Wcᵀ + H·Rcᵀ + bc)`
  /// - `C′ = f ∘ C + i ∘ c`, `H′ = o ∘ h(C′)`
  private static Step lstm(Node node) {
    if (node.has(PEEPHOLES)) {
      throw new UnsupportedNodeException("peepholes (its input P) are given");
    }
    if (node.flag("input_forget", false)) {
      throw new UnsupportedNodeException("input_forget = 1");
    }
    var recurrence = new Recurrence(node, 2, List.of("Sigmoid", "Tanh", "Tanh"));
    return in -> recurrence.run(in, Recurrent::remembering);
  }

  private static Recurrence.Cell remembering(
      NDArray recurrent, NDArray bias, List<UnaryOperator<NDArray>> by) {
    long hidden = recurrent.getShape().get(1);
    return (input, state) -> {
      NDArray sums = input.add(Recurrence.affine(state.get(0), recurrent, bias));
      NDList blocks = parts(sums, 3 * hidden);
      NDList gates = by.get(0).apply(blocks.get(0)).split(new long[] {hidden, 2 * hidden}, 2);
      NDArray added = gates.get(0).mul(by.get(1).apply(blocks.get(1)));
      NDArray cell = gates.get(2).mul(state.get(1)).add(added);
      return new NDList(gates.get(1).mul(by.get(2).apply(cell)), cell);
    };
  }

  /// The columns before `place` and those from there on.
  private static NDList parts(NDArray x, long place) {
    return x.split(new long[] {place}, 2);
  }
}
