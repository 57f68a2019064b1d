package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;
import java.util.stream.Stream;

/// Comparisons, what is made of them, and the choice by them.
final class LogicCases {

  private static final String TRUTHS = "a truth has none";

  private LogicCases() {}

  static List<OperatorCase> rows() {
    return Stream.of(comparisons(), truths(), choices()).flatMap(rows -> rows).toList();
  }

  private static Stream<OperatorCase> comparisons() {
    return Stream.of("Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual")
        .flatMap(
            name ->
                Stream.of(
                    row(name, "of whole numbers", s -> s.longs(0, 4, 5, 4).longs(0, 4, 5, 1))
                        .withoutGradient(TRUTHS),
                    row(name, "of floats", s -> s.floats(5, s.dim()).floats(5, 1))
                        .withoutGradient(TRUTHS)));
  }

  private static Stream<OperatorCase> truths() {
    return Stream.concat(
            Stream.of("And", "Or", "Xor")
                .map(name -> row(name, "broadcasting", s -> s.booleans(5, 4).booleans(4))),
            Stream.of(
                row("Not", "of truths", s -> s.booleans(5, s.dim())),
                row("IsNaN", "of floats", s -> s.floats(2, s.dim())),
                row("Equal", "of truths", s -> s.booleans(5, 4).booleans(5, 4))))
        .map(row -> row.withoutGradient(TRUTHS));
  }

  private static Stream<OperatorCase> choices() {
    return Stream.of(
        row("Where", "of equal shapes", s -> s.booleans(4, 3).floats(4, 3).floats(4, 3)),
        row("Where", "broadcasting", s -> s.booleans(4, 1).floats(3).floats(2, 1, 1)),
        row("Where", "or a constant", s -> s.booleans(4, 3).fixedFloat(-1e4).floats(4, 3)),
        row("Where", "of whole numbers", s -> s.booleans(4, 3).longs(0, 9, 3).longs(0, 9, 4, 3))
            .withoutGradient("whole numbers have none"));
  }
}
