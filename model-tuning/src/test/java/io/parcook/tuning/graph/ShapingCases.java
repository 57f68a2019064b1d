package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;

/// The same elements in other shapes, or repeated.
final class ShapingCases {

  private ShapingCases() {}

  static List<OperatorCase> rows() {
    return List.of(
        row("Reshape", "to another rank", s -> s.floats(s.dim(), 6).fixed(-1, 2, 3)),
        row("Reshape", "keeping a length", s -> s.floats(s.dim(), 2, 3).fixed(0, -1)),
        row("Reshape", "to a scalar", s -> s.floats(1, 1).fixed()),
        row("Reshape", "to nothing", s -> s.floats(0, 3).fixed(3, 0).attribute("allowzero", 1))
            .since(14)
            .withoutGradient("there is no element"),
        row("Flatten", "of three axes", s -> s.floats(s.dim(), 2, 3)),
        row("Flatten", "to one row", s -> s.floats(s.dim(), 2).attribute("axis", 0)),
        row("Flatten", "to one column", s -> s.floats(s.dim(), 2).attribute("axis", 2)),
        row("Flatten", "at a negative axis", s -> s.floats(s.dim(), 2, 3).attribute("axis", -1)),
        row("Transpose", "reversed", s -> s.floats(s.dim(), s.dim(), 2)),
        row(
            "Transpose",
            "in an order",
            s -> s.floats(s.dim(), s.dim(), 2).attribute("perm", List.of(1L, 2L, 0L))),
        row("Squeeze", "of named axes", s -> s.floats(1, s.dim(), 1, 2).fixed(-2)),
        row("Squeeze", "of two axes", s -> s.floats(1, s.dim(), 1, 2).fixed(2, 0)),
        row("Squeeze", "of all", s -> s.floats(1, s.dim(), 1)),
        row("Unsqueeze", "at both ends", s -> s.floats(s.dim(), 2).fixed(0, -1)),
        row("Unsqueeze", "in any order", s -> s.floats(s.dim(), 2).fixed(3, 1)),
        row("Unsqueeze", "of a scalar", s -> s.floats().fixed(0)),
        row("Expand", "of axes of length 1", s -> s.floats(s.dim(), 1).fixed(1, 4)),
        row("Expand", "to more axes", s -> s.floats(3, 1).fixed(2, 1, 4)),
        row("Expand", "to fewer axes than it has", s -> s.floats(2, 1, s.dim()).fixed(3, 1)),
        row("Tile", "of both axes", s -> s.floats(s.dim(), 2).fixed(2, 3)),
        row("Tile", "of none", s -> s.floats(s.dim(), 2).fixed(1, 1)));
  }
}
