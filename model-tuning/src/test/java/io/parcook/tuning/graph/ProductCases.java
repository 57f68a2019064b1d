package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;

/// Products of matrices.
final class ProductCases {

  private ProductCases() {}

  static List<OperatorCase> rows() {
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
