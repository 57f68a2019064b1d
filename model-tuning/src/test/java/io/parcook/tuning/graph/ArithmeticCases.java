package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;
import java.util.stream.Stream;

/// Arithmetic of two operands, and products of matrices.
final class ArithmeticCases {

  private ArithmeticCases() {}

  static List<OperatorCase> rows() {
    return Stream.of(pairs("Add"), pairs("Sub"), pairs("Mul"), pairs("Div"), powers(), products())
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

  private static List<OperatorCase> products() {
    return List.of(
        row(
            "Gemm",
            "with a row of biases",
            s -> {
              int inner = s.dim();
              int columns = s.dim();
              s.floats(s.dim(), inner).floats(inner, columns).floats(columns);
            }),
        row(
            "Gemm",
            "of transposes, scaled",
            s -> {
              int rows = s.dim();
              int inner = s.dim();
              int columns = s.dim();
              s.floats(inner, rows).floats(columns, inner).floats(rows, 1);
              s.attribute("transA", 1).attribute("transB", 1);
              s.attribute("alpha", 0.5f).attribute("beta", -2f);
            }),
        row(
            "Gemm",
            "with transposed weights, as PyTorch exports it",
            s -> {
              int inner = s.dim();
              int columns = s.dim();
              s.floats(s.dim(), inner).floats(columns, inner).floats(columns);
              s.attribute("transB", 1);
            }),
        row(
            "Gemm",
            "without a bias",
            s -> {
              int inner = s.dim();
              s.floats(s.dim(), inner).floats(inner, s.dim());
            }),
        row(
            "MatMul",
            "of matrices",
            s -> {
              int inner = s.dim();
              s.floats(s.dim(), inner).floats(inner, s.dim());
            }),
        row(
            "MatMul",
            "of stacks that broadcast",
            s -> {
              int inner = s.dim();
              s.floats(s.dim(), 1, s.dim(), inner).floats(3, inner, s.dim());
            }),
        row(
            "MatMul",
            "of a matrix and a vector",
            s -> {
              int inner = s.dim();
              s.floats(s.dim(), inner).floats(inner);
            }),
        row(
            "MatMul",
            "of a vector and a stack",
            s -> {
              int inner = s.dim();
              s.floats(inner).floats(2, inner, s.dim());
            }));
  }
}
