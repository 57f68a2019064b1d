package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.function.BinaryOperator;

/// Arithmetic of two operands, element by element; shapes broadcast as in NumPy.
final class Arithmetic {

  private Arithmetic() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("Add", 7, _ -> pairwise(Arithmetic::add)),
        new Definition("Sub", 7, _ -> pairwise(Arithmetic::sub)),
        new Definition("Mul", 7, _ -> pairwise(Arithmetic::mul)),
        new Definition("Div", 7, _ -> pairwise(Arithmetic::div)),
        new Definition("Pow", 7, _ -> pairwise(Arithmetic::pow)));
  }

  /// `Add(A, B) = A + B`.
  private static NDArray add(NDArray a, NDArray b) {
    return a.add(b);
  }

  /// `Sub(A, B) = A − B`.
  private static NDArray sub(NDArray a, NDArray b) {
    return a.sub(b);
  }

  /// `Mul(A, B) = A · B`.
  private static NDArray mul(NDArray a, NDArray b) {
    return a.mul(b);
  }

  /// `Div(A, B) = A / B`; of whole numbers the part before the point, towards zero.
  private static NDArray div(NDArray a, NDArray b) {
    DataType type = a.getDataType();
    // The engine divides whole numbers as 32-bit floats, so they are made doubles, which hold all
    // that a shape may have.
    return type.isFloating()
        ? a.div(b)
        : a.toType(DataType.FLOAT64, false)
            .div(b.toType(DataType.FLOAT64, false))
            .trunc()
            .toType(type, false);
  }

  /// `Pow(X, Y) = Xʸ` in the type of X.
  private static NDArray pow(NDArray x, NDArray y) {
    DataType type = x.getDataType();
    return x.pow(y.toType(type, false)).toType(type, false);
  }

  private static Step pairwise(BinaryOperator<NDArray> function) {
    return Step.giving(in -> function.apply(in.get(0), in.get(1)));
  }
}
