package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;
import java.util.stream.Stream;

/// Activations.
final class ActivationCases {

  private ActivationCases() {}

  static List<OperatorCase> rows() {
    Stream<OperatorCase> plain =
        Stream.of(
                "Relu",
                "LeakyRelu",
                "Elu",
                "Gelu",
                "Sigmoid",
                "HardSigmoid",
                "HardSwish",
                "Tanh",
                "Softplus",
                "Softsign")
            .map(name -> row(name, "on both sides of zero", s -> s.floats(s.dim(), s.dim(), 2)));
    Stream<OperatorCase> others =
        Stream.of(
            row("LeakyRelu", "steeper", s -> s.floats(3, s.dim()).attribute("alpha", 0.3f)),
            row("Elu", "deeper", s -> s.floats(3, s.dim()).attribute("alpha", 1.7f)),
            row(
                "HardSigmoid",
                "shifted",
                s -> s.floats(3, s.dim()).attribute("alpha", 0.7f).attribute("beta", 0.31f)),
            row("Softplus", "far out", s -> s.between(-60, 60, 5, s.dim())),
            row("Gelu", "by tanh", s -> s.floats(3, s.dim()).attribute("approximate", "tanh")),
            row(
                "Clip",
                "on both sides",
                s -> s.floats(5, s.dim()).fixedFloat(-0.7).fixedFloat(1.1)),
            row("Clip", "from below", s -> s.floats(5, s.dim()).fixedFloat(-0.7)),
            row("Clip", "from above", s -> s.floats(5, s.dim()).none().fixedFloat(0.33)),
            row("Clip", "not at all", s -> s.floats(5, s.dim())),
            row("Clip", "by bounds that are learned", s -> s.floats(4, 4).between(-1.2, -0.4)),
            row("Clip", "of whole numbers", s -> s.longs(-9, 9, 4, 4).fixedScalar(-3))
                .withoutGradient("whole numbers have none"));
    return Stream.concat(plain, others).toList();
  }
}
