package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;
import java.util.stream.Stream;

/// Arithmetic of two or more operands.
final class ArithmeticCases {

  private ArithmeticCases() {}

  static List<OperatorCase> rows() {
    return Stream.of(
            pairs("Add"),
            pairs("Sub"),
            pairs("Mul"),
            pairs("Div"),
            powers(),
            remainders(),
            several("Max"),
            several("Min"),
            several("Sum"),
            several("Mean"))
        .flatMap(List::stream)
        .toList();
  }

  private static List<OperatorCase> pairs(String operator) {
    return List.of(
        row(
            operator,
            "of equal shapes",
            s -> {
              int rows = s.dim();
              int columns = s.dim();
              s.floats(rows, columns).between(0.4, 2, rows, columns);
            }),
        row(
            operator,
            "broadcasting both ways",
            s -> {
              int rows = s.dim();
              int columns = s.dim();
              s.floats(rows, 1, columns).between(0.4, 2, s.dim(), 1);
            }),
        row(operator, "with a scalar", s -> s.floats(s.dim(), s.dim()).between(0.4, 2)),
        row(
                operator,
                "of whole numbers",
                s -> {
                  int rows = s.dim();
                  s.longs(-9, 9, rows, s.dim()).longs(1, 5, rows, 1);
                })
            .withoutGradient("whole numbers have none"));
  }

  private static List<OperatorCase> powers() {
    return List.of(
        row("Pow", "of positive numbers", s -> s.between(0.4, 2, 3, s.dim()).floats(3, 1)),
        row("Pow", "squared", s -> s.floats(s.dim(), s.dim()).fixedFloat(2)),
        row("Pow", "to a whole number", s -> s.floats(s.dim(), s.dim()).fixedScalar(3)));
  }

  private static List<OperatorCase> remainders() {
    return List.of(
        row(
                "Mod",
                "of whole numbers, with the divisor's sign",
                s -> s.longs(-9, 9, 4, 5).longs(1, 5, 5))
            .withoutGradient("whole numbers have none"),
        row("Mod", "by a negative one", s -> s.longs(-9, 9, 4, 5).longs(-5, 0, 4, 1))
            .withoutGradient("whole numbers have none"),
        row(
                "Mod",
                "of whole numbers, with the dividend's sign",
                s -> s.longs(-9, 9, 4, 5).longs(-5, 0, 5).attribute("fmod", 1))
            .withoutGradient("whole numbers have none"),
        row(
            "Mod",
            "of floats, away from its jumps",
            s -> s.between(2.3, 2.6, 4, 5).between(1, 1.1, 5).attribute("fmod", 1)));
  }

  private static List<OperatorCase> several(String operator) {
    return List.of(
        row(operator, "of one", s -> s.floats(s.dim(), s.dim())),
        row(
            operator,
            "of three that broadcast",
            s -> {
              int rows = s.dim();
              int columns = s.dim();
              s.floats(rows, columns).between(-1.9, 2.1, rows, 1).between(-1.8, 2.2, columns);
            }));
  }
}
