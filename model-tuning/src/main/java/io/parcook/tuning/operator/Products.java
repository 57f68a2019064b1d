package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import java.util.List;

/// Products of matrices.
final class Products {

  private Products() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("Gemm", 11, Products::gemm),
        new Definition("MatMul", 9, _ -> Step.giving(in -> in.get(0).matMul(in.get(1)))));
  }

  /// `Gemm(A, B, C) = alpha · A′ · B′ + beta · C`: A′ and B′ are A and B, or, with `transA` and
  /// `transB`, their transposes; C is optional and broadcasts to the product.
  private static Step gemm(Node node) {
    float alpha = node.number("alpha", 1);
    float beta = node.number("beta", 1);
    boolean turnA = node.flag("transA", false);
    boolean turnB = node.flag("transB", false);
    return Step.giving(
        in -> {
          NDArray a = turnA ? in.get(0).transpose() : in.get(0);
          if (alpha == 1 && beta == 1 && in.has(2) && isRow(in.get(2), in.get(1), turnB)) {
            // One call of the engine; it wants B as outputs × inputs.
            NDArray b = turnB ? in.get(1) : in.get(1).transpose();
            return a.getNDArrayInternal().linear(a, b, in.get(2)).singletonOrThrow();
          }
          NDArray product = a.matMul(turnB ? in.get(1).transpose() : in.get(1));
          NDArray scaled = alpha == 1 ? product : product.mul(alpha);
          if (!in.has(2)) {
            return scaled;
          }
          return scaled.add(beta == 1 ? in.get(2) : in.get(2).mul(beta));
        });
  }

  private static boolean isRow(NDArray c, NDArray b, boolean turnB) {
    return c.getShape().dimension() == 1 && c.getShape().get(0) == b.getShape().get(turnB ? 0 : 1);
  }
}
