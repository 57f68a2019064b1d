package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;
import java.util.stream.Stream;

/// Functions of one operand without attributes.
final class FunctionCases {

  private FunctionCases() {}

  static List<OperatorCase> rows() {
    Stream<OperatorCase> everywhere =
        Stream.of("Neg", "Abs", "Exp", "Sin", "Cos", "Erf", "Sign")
            .map(name -> row(name, "of both signs", s -> s.floats(s.dim(), s.dim())));
    Stream<OperatorCase> positive =
        Stream.of("Sqrt", "Log", "Reciprocal")
            .map(name -> row(name, "of positive ones", s -> s.between(0.4, 2, s.dim(), s.dim())));
    Stream<OperatorCase> flat =
        Stream.of("Floor", "Ceil", "Round")
            .map(
                name ->
                    row(name, "of many", s -> s.between(-6, 6, 7, s.dim()))
                        .withoutGradient("it is flat between its jumps"));
    Stream<OperatorCase> wholes =
        Stream.of("Neg", "Abs", "Sign")
            .map(
                name ->
                    row(name, "of whole numbers", s -> s.longs(-5, 5, 3, s.dim()))
                        .withoutGradient("whole numbers have none"));
    return Stream.of(everywhere, positive, flat, wholes).flatMap(rows -> rows).toList();
  }
}
