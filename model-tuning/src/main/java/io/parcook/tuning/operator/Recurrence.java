package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What GRU and LSTM share: weights for each direction, and a state that goes from step to step.
///
/// | | shape |
/// | --- | --- |
/// | `X` | steps, batch, inputs |
/// | `W` | directions, gates · hidden, inputs |
/// | `R` | directions, gates · hidden, hidden |
/// | `B` | directions, 2 · gates · hidden: those of W, then those of R |
/// | the state before the first step and after the last | directions, batch, hidden |
/// | `Y` | steps, directions, batch, hidden |
///
/// A reverse direction reads from the last step on; what it makes of a step stands in that step's
/// row of `Y`.
final class Recurrence {

  private static final int SEQUENCE_LENGTHS = 4;
  private static final int FIRST_STATE = 5;

  /// One direction at work.
  @FunctionalInterface
  interface Cell {

    /// The state after a step; the first of its arrays is the step's output.
    ///
    /// @param input the step's `x · Wᵀ + biases of W`, [1, batch, gates · hidden]
    /// @param state the state before, arrays [1, batch, hidden]
    NDList step(NDArray input, NDList state);
  }

  /// Makes a direction's cell.
  @FunctionalInterface
  interface Cells {

    /// @param recurrent the direction's R, [gates · hidden, hidden]
    /// @param bias the direction's biases of R, [gates · hidden]
    /// @param activations as many as the operator has
    Cell of(NDArray recurrent, NDArray bias, List<UnaryOperator<NDArray>> activations);
  }

  private final int states;
  private final String direction;
  private final List<UnaryOperator<NDArray>> activations;

  /// @param states how many arrays a state has
  /// @param usual the operator's activations where the node names none
  Recurrence(Node node, int states, List<String> usual) {
    this.states = states;
    node.ignore("hidden_size"); // R has it too
    direction = node.word("direction", "forward");
    if (!List.of("forward", "reverse", "bidirectional").contains(direction)) {
      throw new UnsupportedNodeException("direction = '" + direction + "' is not known");
    }
    if (node.whole("layout", 0) != 0) {
      throw new UnsupportedNodeException("layout = 1, which ONNX Runtime does not serve either");
    }
    if (node.states("clip")) {
      throw new UnsupportedNodeException("clip is stated");
    }
    if (node.has(SEQUENCE_LENGTHS)) {
      throw new UnsupportedNodeException("sequence_lens is given");
    }
    List<String> named = node.words("activations");
    int needed = directions() * usual.size();
    if (!named.isEmpty() && named.size() != needed) {
      throw new UnsupportedNodeException(
          "activations names " + named.size() + " where there are " + needed);
    }
    List<UnaryOperator<NDArray>> found = new ArrayList<>();
    for (int i = 0; i < needed; i++) {
      found.add(activation(named.isEmpty() ? usual.get(i % usual.size()) : named.get(i)));
    }
    activations = List.copyOf(found);
  }

  private static UnaryOperator<NDArray> activation(String name) {
    return switch (name) {
      case "Sigmoid" -> x -> x.getNDArrayInternal().sigmoid();
      case "Tanh" -> NDArray::tanh;
      case "Relu" -> x -> x.getNDArrayInternal().relu();
      default -> throw new UnsupportedNodeException("activation " + name + " is not built");
    };
  }

  private int directions() {
    return direction.equals("bidirectional") ? 2 : 1;
  }

  /// All directions: Y, then the arrays of the state after the last step.
  NDList run(Operands in, Cells cells) {
    List<NDList> ran = new ArrayList<>();
    for (int place = 0; place < directions(); place++) {
      ran.add(run(in, place, cells));
    }
    var outputs = new NDList(NDArrays.stack(column(ran, 0), 1));
    for (int state = 0; state < states; state++) {
      outputs.add(joined(column(ran, 1 + state)));
    }
    return outputs;
  }

  private static NDList column(List<NDList> lists, int place) {
    return new NDList(lists.stream().map(list -> list.get(place)).toList());
  }

  /// One direction: its outputs [steps, batch, hidden], and the state after the last step.
  private NDList run(Operands in, int place, Cells cells) {
    boolean backwards = direction.equals("reverse") || place == 1;
    NDArray x = backwards ? in.get(0).flip(0) : in.get(0);
    NDArray weight = in.get(1).get(place);
    NDArray recurrent = in.get(2).get(place);
    long width = weight.getShape().get(0);
    NDList biases =
        in.has(3)
            ? in.get(3).get(place).split(new long[] {width})
            : new NDList(in.scope().zeros(new Shape(width)), in.scope().zeros(new Shape(width)));
    int usual = activations.size() / directions();
    Cell cell =
        cells.of(recurrent, biases.get(1), activations.subList(place * usual, (place + 1) * usual));
    NDList state = first(in, place, x.getShape().get(1), recurrent.getShape().get(1));
    var outputs = new NDList();
    for (NDArray input : affine(x, weight, biases.get(0)).split(x.getShape().get(0))) {
      state = cell.step(input, state);
      outputs.add(state.get(0));
    }
    NDArray all = joined(outputs);
    return new NDList(backwards ? all.flip(0) : all).addAll(state);
  }

  /// The state before the first step: what is given, or zeros.
  private NDList first(Operands in, int place, long batch, long hidden) {
    var state = new NDList();
    for (int i = 0; i < states; i++) {
      state.add(
          in.has(FIRST_STATE + i)
              ? in.get(FIRST_STATE + i).get(place).expandDims(0)
              : in.scope().zeros(new Shape(1, batch, hidden)));
    }
    return state;
  }

  /// Arrays one behind the other. Of a single one the engine makes a copy that has no gradient.
  private static NDArray joined(NDList arrays) {
    return arrays.size() == 1 ? arrays.get(0) : NDArrays.concat(arrays, 0);
  }

  /// `x · weightᵀ + bias`.
  static NDArray affine(NDArray x, NDArray weight, NDArray bias) {
    return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
  }
}
