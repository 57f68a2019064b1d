package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;

/// Padding, and sums that run along an axis.
final class PaddingCases {

  private PaddingCases() {}

  static List<OperatorCase> rows() {
    return List.of(
        row("Pad", "with zeros", s -> s.floats(s.dim(), s.dim()).fixed(1, 0, 0, 2)),
        row(
            "Pad",
            "with another number",
            s -> s.floats(2, s.dim(), 2).fixed(0, 1, 0, 0, 2, 1).fixedFloat(-1.5)),
        row(
            "Pad",
            "as PyTorch exports it",
            s -> s.floats(2, s.dim()).fixed(0, 2, 0, 0).none().attribute("mode", "constant")),
        row("Pad", "and cut off", s -> s.floats(4, 4).fixed(-1, 2, 1, -2)),
        row("Pad", "with nothing", s -> s.floats(2, 3).fixed(0, 0, 0, 0)),
        row("Pad", "of whole numbers", s -> s.longs(-5, 5, 2, s.dim()).fixed(0, 1, 1, 0))
            .withoutGradient("whole numbers have none"),
        row(
            "Pad",
            "with the nearest element",
            s -> s.floats(s.dim(), 3).fixed(2, 1, 0, 3).attribute("mode", "edge")),
        row("Pad", "mirrored", s -> s.floats(4, 5).fixed(2, 1, 3, 4).attribute("mode", "reflect")),
        row(
                "Pad",
                "from the other end",
                s -> s.floats(4, 5).fixed(2, 1, 3, 4).attribute("mode", "wrap"))
            .since(19),
        row(
                "Pad",
                "of some axes",
                s -> s.floats(2, 3, s.dim()).fixed(1, 2, 0, 1).none().fixed(-1, 0))
            .since(18),
        row("CumSum", "of rows", s -> s.floats(s.dim(), s.dim()).fixedScalar(1)),
        row("CumSum", "of a negative axis", s -> s.floats(s.dim(), 3, 2).fixedScalar(-3)),
        row(
            "CumSum",
            "of those before alone",
            s -> s.floats(2, s.dim()).fixedScalar(1).attribute("exclusive", 1)),
        row(
            "CumSum",
            "from the end",
            s -> s.floats(s.dim(), 2).fixedScalar(0).attribute("reverse", 1)),
        row(
            "CumSum",
            "from the end, of those behind alone",
            s ->
                s.floats(2, s.dim())
                    .fixedScalar(-1)
                    .attribute("reverse", 1)
                    .attribute("exclusive", 1)));
  }
}
