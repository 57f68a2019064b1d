package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;
import java.util.stream.Stream;

/// Reductions, each with every way to name its axes.
final class ReductionCases {

  private ReductionCases() {}

  static List<OperatorCase> rows() {
    return Stream.of(
            "ReduceSum",
            "ReduceMean",
            "ReduceMax",
            "ReduceMin",
            "ReduceProd",
            "ReduceL1",
            "ReduceL2",
            "ReduceSumSquare")
        .flatMap(name -> Stream.concat(ways(name, name.equals("ReduceSum") ? 13 : 18), both(name)))
        .toList();
  }

  /// What is the same in every opset.
  private static Stream<OperatorCase> both(String name) {
    return Stream.of(
        row(name, "of all", s -> s.floats(s.dim(), 3)),
        row(name, "of all, to a scalar", s -> s.floats(s.dim(), 3).attribute("keepdims", 0)));
  }

  private static Stream<OperatorCase> ways(String name, int input) {
    Stream<OperatorCase> asInput =
        Stream.of(
            row(name, "along an axis", s -> s.floats(s.dim(), s.dim(), 2).fixed(1)),
            row(name, "along two", s -> s.floats(s.dim(), s.dim(), 2).fixed(-1, 0)),
            row(
                name,
                "along two, without them",
                s -> s.floats(2, s.dim(), 3, 2).fixed(1, -1).attribute("keepdims", 0)),
            row(
                name,
                "along none",
                s -> s.floats(2, s.dim()).fixed().attribute("noop_with_empty_axes", 1)));
    Stream<OperatorCase> asAttribute =
        Stream.of(
            row(
                name,
                "along an axis that is an attribute",
                s -> s.floats(s.dim(), s.dim()).attribute("axes", List.of(-1L))),
            row(
                name,
                "along two that are an attribute, without them",
                s ->
                    s.floats(s.dim(), 3, 2)
                        .attribute("axes", List.of(0L, 2L))
                        .attribute("keepdims", 0)));
    return Stream.concat(
        asInput.map(row -> row.since(input)),
        input == 13 ? Stream.of() : asAttribute.map(row -> row.until(input - 1)));
  }
}
