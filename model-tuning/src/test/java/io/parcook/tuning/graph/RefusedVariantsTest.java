package io.parcook.tuning.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What an operator of a layer is not built for makes the model serve-only, and is named.
class RefusedVariantsTest {

  /// @param named what the message has to say beside the operator
  record Refused(String operator, String named, Consumer<Setup> setup) {}

  static Stream<Refused> refused() {
    return Stream.of(
        new Refused(
            "LSTM",
            "peepholes",
            s -> recurrent(s, 4).floats(1, 16).none().none().none().floats(1, 6)),
        new Refused("LSTM", "input_forget", s -> recurrent(s, 4).attribute("input_forget", 1)),
        new Refused("LSTM", "clip", s -> recurrent(s, 4).attribute("clip", 5f)),
        new Refused("GRU", "layout = 1", s -> recurrent(s, 3).attribute("layout", 1)),
        new Refused("GRU", "sequence_lens", s -> recurrent(s, 3).none().fixed(2, 2)),
        new Refused("GRU", "direction", s -> recurrent(s, 3).attribute("direction", "sideways")),
        new Refused(
            "GRU", "Softsign", s -> recurrent(s, 3).words("activations", "Softsign", "Tanh")),
        new Refused("MaxPool", "Indices", s -> s.floats(1, 1, 4).attribute("x", 0).outputs(2)),
        new Refused("AveragePool", "kernel_shape", s -> s.floats(1, 1, 4)),
        new Refused("GRU", "names 1", s -> recurrent(s, 3).words("activations", "Tanh")),
        new Refused(
            "MaxPool",
            "kernel_shape = [0]",
            s -> s.floats(1, 1, 4).attribute("kernel_shape", List.of(0L))),
        new Refused(
            "Conv",
            "strides = [0]",
            s -> s.floats(1, 1, 4).floats(1, 1, 2).attribute("strides", List.of(0L))),
        new Refused("Conv", "auto_pad", s -> s.floats(1, 1, 4).attribute("auto_pad", "LEFT")),
        new Refused(
            "BatchNormalization",
            "training_mode",
            s ->
                s.floats(2, 2)
                    .floats(2)
                    .floats(2)
                    .floats(2)
                    .floats(2)
                    .attribute("training_mode", 1)),
        new Refused("LayerNormalization", "Mean", s -> s.floats(2, 2).floats(2).outputs(2)),
        new Refused("Pad", "mode", s -> s.floats(2).fixed(1, 1).attribute("mode", "sideways")),
        new Refused("Einsum", "'ii'", s -> s.floats(2, 2).attribute("equation", "ii->i")),
        new Refused("Einsum", "inputs", s -> s.floats(2).attribute("equation", "i,i->i")));
  }

  private static Setup recurrent(Setup setup, long gates) {
    return setup.floats(2, 2, 3).floats(1, gates * 2, 3).floats(1, gates * 2, 2);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void itIsToldWithItsName(Refused refused) {
    var setup = new Setup(refused.operator, 20, 1, false);
    refused.setup.accept(setup);

    assertThat(TunableGraph.read(setup.graph()))
        .isInstanceOfSatisfying(
            GraphReading.ServeOnly.class,
            no ->
                assertThat(no.message())
                    .contains("Operator " + refused.operator + " (node 'it')", refused.named));
  }
}
