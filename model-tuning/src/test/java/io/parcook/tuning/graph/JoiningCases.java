package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;

/// Joining and parting.
final class JoiningCases {

  private JoiningCases() {}

  static List<OperatorCase> rows() {
    return List.of(
        row(
            "Concat",
            "of three",
            s -> {
              int rows = s.dim();
              s.floats(rows, s.dim()).floats(rows, 1).floats(rows, s.dim()).attribute("axis", 1);
            }),
        row(
            "Concat",
            "along a negative axis",
            s -> {
              int last = s.dim();
              s.floats(s.dim(), 2, last).floats(3, 2, last).attribute("axis", -3);
            }),
        row("Concat", "of one", s -> s.floats(s.dim()).attribute("axis", 0)),
        row("Concat", "of whole numbers", s -> s.fixed(3, 4).longs(0, 9, 3).attribute("axis", 0))
            .withoutGradient("whole numbers have none"),
        row("Split", "by lengths", s -> s.floats(6, s.dim()).fixed(1, 2, 3).outputs(3)),
        row(
            "Split",
            "by lengths of a negative axis",
            s -> s.floats(s.dim(), 5).fixed(2, 3).outputs(2).attribute("axis", -1)),
        row("Split", "into one", s -> s.floats(4, 5).fixed(4).outputs(1)),
        row("Split", "evenly", s -> s.floats(6, s.dim()).outputs(3)).until(17),
        row(
                "Split",
                "evenly, by number",
                s ->
                    s.floats(s.dim(), 6)
                        .outputs(3)
                        .attribute("num_outputs", 3)
                        .attribute("axis", 1))
            .since(18),
        row(
                "Split",
                "with a rest",
                s -> s.floats(7, s.dim()).outputs(3).attribute("num_outputs", 3))
            .since(18));
  }
}
