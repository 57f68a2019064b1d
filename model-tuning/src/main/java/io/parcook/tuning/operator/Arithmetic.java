package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.function.BinaryOperator;

/// Arithmetic of two or more operands, element by element; shapes broadcast as in NumPy.
final class Arithmetic {

  private Arithmetic() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("Add", 7, _ -> pairwise(NDArray::add)),
        new Definition("Sub", 7, _ -> pairwise(NDArray::sub)),
        new Definition("Mul", 7, _ -> pairwise(NDArray::mul)),
        new Definition("Div", 7, _ -> pairwise(Arithmetic::div)),
        new Definition("Mod", 10, Arithmetic::mod),
        new Definition("Pow", 7, _ -> pairwise(Arithmetic::pow)),
        new Definition("Max", 8, _ -> Step.giving(in -> all(in, NDArray::maximum))),
        new Definition("Min", 8, _ -> Step.giving(in -> all(in, NDArray::minimum))),
        new Definition("Sum", 8, _ -> Step.giving(in -> all(in, NDArray::add))),
        new Definition("Mean", 8, _ -> Step.giving(in -> all(in, NDArray::add).div(in.size()))));
  }

  /// `Div(A, B) = A / B`; of whole numbers the part before the point, towards zero.
  private static NDArray div(NDArray a, NDArray b) {
    DataType type = a.getDataType();
    if (type.isFloating()) {
      return a.div(b);
    }
    // The engine divides whole numbers as 32-bit floats; doubles hold all that a shape may have.
    return doubles(a).div(doubles(b)).trunc().toType(type, false);
  }

  /// `Mod(A, B) = A − B · ⌊A / B⌋`, with the sign of B; with `fmod` = 1
  /// `A − B · trunc(A / B)`, with the sign of A.
  private static Step mod(Node node) {
    if (!node.flag("fmod", false)) {
      return pairwise(NDArray::mod);
    }
    return pairwise((a, b) -> a.sub(a.div(b).trunc().mul(b)).toType(a.getDataType(), false));
  }

  /// `Pow(X, Y) = Xʸ` in the type of X.
  private static NDArray pow(NDArray x, NDArray y) {
    DataType type = x.getDataType();
    if (type.isFloating() && y.size() == 1 && y.getShape().dimension() == 0 && isTwo(y)) {
      return x.mul(x); // Exporters write squares so, and the engine's power is slow.
    }
    return x.pow(y.toType(type, false)).toType(type, false);
  }

  private static boolean isTwo(NDArray y) {
    return !y.hasGradient() && y.toType(DataType.FLOAT64, false).getDouble() == 2;
  }

  private static NDArray doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, false);
  }

  private static Step pairwise(BinaryOperator<NDArray> function) {
    return Step.giving(in -> function.apply(in.get(0), in.get(1)));
  }

  /// `Max`, `Min`, `Sum` and `Mean` take one operand or more.
  private static NDArray all(Operands in, BinaryOperator<NDArray> function) {
    NDArray result = in.get(0);
    for (int i = 1; i < in.size(); i++) {
      result = function.apply(result, in.get(i));
    }
    return result;
  }
}
