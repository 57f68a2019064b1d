package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;

/// Parts of arrays by position.
final class CuttingCases {

  private CuttingCases() {}

  static List<OperatorCase> rows() {
    return List.of(
        row("Slice", "of the first axes", s -> s.floats(4, 5, s.dim()).fixed(1, 0).fixed(3, -1)),
        row(
            "Slice",
            "to the end",
            s -> s.floats(5, s.dim()).fixed(2).fixed(Long.MAX_VALUE).fixed(0)),
        row("Slice", "of a negative axis", s -> s.floats(s.dim(), 5).fixed(-3).fixed(-1).fixed(-1)),
        row("Slice", "every second", s -> s.floats(3, 7).fixed(1).fixed(7).fixed(1).fixed(2)),
        row("Slice", "backwards", s -> s.floats(3, 6).fixed(4).fixed(0).fixed(1).fixed(-2)),
        row(
            "Slice",
            "all of it, backwards",
            s -> s.floats(3, 6).fixed(-1).fixed(Long.MIN_VALUE).fixed(-1).fixed(-1)),
        row(
            "Slice",
            "backwards from before the start",
            s -> s.floats(3, 6).fixed(-99).fixed(-99).fixed(1).fixed(-1)),
        row("Slice", "of nothing", s -> s.floats(3, 6).fixed(4).fixed(2).fixed(1)),
        row("Gather", "of rows", s -> s.floats(5, s.dim()).fixed(3, 0, 3, -1)),
        row("Gather", "of one", s -> s.floats(5, 3, 2).fixedScalar(-2).attribute("axis", 1)),
        row(
            "Gather",
            "by a matrix, of the last axis",
            s -> s.floats(2, s.dim(), 4).longs(-4, 4, 3, 2).attribute("axis", -1)),
        row("Gather", "of whole numbers", s -> s.fixed(7, 8, 9).fixedScalar(1))
            .withoutGradient("whole numbers have none"),
        row(
            "GatherElements",
            "of rows",
            s -> {
              int columns = s.dim();
              s.floats(4, columns).longs(-4, 4, 3, columns);
            }),
        row(
            "GatherElements",
            "along the last axis",
            s -> s.floats(3, 5).longs(-5, 5, 3, 2).attribute("axis", -1)));
  }
}
