package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;

/// Activations.
final class ActivationCases {

  private ActivationCases() {}

  static List<OperatorCase> rows() {
    return List.of(
        row("Relu", "on both sides of zero", s -> s.floats(s.dim(), s.dim())),
        row("Gelu", "exact", s -> s.floats(s.dim(), s.dim())),
        row(
            "Gelu",
            "by tanh",
            s -> s.floats(s.dim(), s.dim(), s.dim()).attribute("approximate", "tanh")),
        row("Identity", "of a matrix", s -> s.floats(s.dim(), s.dim())));
  }
}
