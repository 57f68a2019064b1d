package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;
import java.util.stream.Stream;

/// Recurrent layers.
final class RecurrentCases {

  private static final long HIDDEN = 2;
  private static final long INPUTS = 3;
  private static final int GRU = 3;
  private static final int LSTM = 4;

  private RecurrentCases() {}

  static List<OperatorCase> rows() {
    return Stream.concat(gru(), lstm()).toList();
  }

  private static Stream<OperatorCase> gru() {
    return Stream.of(
        row("GRU", "forward", s -> biases(layer(s, 1, GRU), 1, GRU).outputs(2)),
        row("GRU", "without biases", s -> layer(s, 1, GRU).outputs(2)),
        row(
            "GRU",
            "as PyTorch exports it",
            s ->
                biases(layer(s, 2, GRU), 2, GRU)
                    .none()
                    .floats(2, 2, HIDDEN)
                    .attribute("direction", "bidirectional")
                    .attribute("linear_before_reset", 1)
                    .outputs(2)),
        row(
                "GRU",
                "backwards, of one step",
                s ->
                    biases(layer(s, 1, GRU, 1), 1, GRU)
                        .attribute("direction", "reverse")
                        .attribute("layout", 0)
                        .outputs(2))
            .since(14),
        row(
            "GRU",
            "with other activations",
            s ->
                biases(layer(s, 1, GRU), 1, GRU)
                    .words("activations", "Tanh", "Sigmoid")
                    .outputs(1)));
  }

  private static Stream<OperatorCase> lstm() {
    return Stream.of(
        row("LSTM", "forward", s -> biases(layer(s, 1, LSTM), 1, LSTM).outputs(3)),
        row("LSTM", "without biases", s -> layer(s, 1, LSTM).outputs(1)),
        row(
            "LSTM",
            "as PyTorch exports it",
            s ->
                biases(layer(s, 2, LSTM), 2, LSTM)
                    .none()
                    .floats(2, 2, HIDDEN)
                    .floats(2, 2, HIDDEN)
                    .attribute("direction", "bidirectional")
                    .outputs(3)),
        row(
            "LSTM",
            "backwards, with other activations",
            s ->
                biases(layer(s, 1, LSTM), 1, LSTM)
                    .attribute("direction", "reverse")
                    .words("activations", "Sigmoid", "Sigmoid", "Tanh")
                    .outputs(3)));
  }

  private static Setup layer(Setup setup, int directions, int gates) {
    return layer(setup, directions, gates, setup.dim());
  }

  /// X, W and R, with a batch of two.
  private static Setup layer(Setup setup, int directions, int gates, int steps) {
    return setup
        .floats(steps, 2, INPUTS)
        .between(-1, 1, directions, gates * HIDDEN, INPUTS)
        .between(-1, 1, directions, gates * HIDDEN, HIDDEN)
        .attribute("hidden_size", HIDDEN);
  }

  private static Setup biases(Setup setup, int directions, int gates) {
    return setup.between(-1, 1, directions, 2L * gates * HIDDEN);
  }
}
