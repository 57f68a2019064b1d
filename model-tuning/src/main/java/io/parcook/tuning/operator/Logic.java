package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.BinaryOperator;

/// Comparisons, what is made of them, and the choice by them. Shapes broadcast as in NumPy. Truths
/// have no gradient; what is chosen has.
final class Logic {

  private Logic() {}

  static List<Definition> operators() {
    return List.of(
        compare("Equal", NDArray::eq),
        compare("Greater", NDArray::gt),
        compare("GreaterOrEqual", NDArray::gte),
        compare("Less", NDArray::lt),
        compare("LessOrEqual", NDArray::lte),
        compare("And", NDArray::logicalAnd),
        compare("Or", NDArray::logicalOr),
        compare("Xor", NDArray::logicalXor),
        new Definition("Not", 1, _ -> Step.giving(in -> in.get(0).logicalNot())),
        new Definition("IsNaN", 9, _ -> Step.giving(in -> in.get(0).isNaN())),
        new Definition("Where", 9, _ -> Step.giving(Logic::where)));
  }

  /// `Where(condition, X, Y)` = X where the condition holds, else Y; all three broadcast.
  private static NDArray where(Operands in) {
    NDArray condition = in.get(0);
    NDArray x = in.get(1);
    NDArray y = in.get(2);
    Shape shape =
        Broadcasting.of(condition.getShape(), Broadcasting.of(x.getShape(), y.getShape()));
    return NDArrays.where(
        Broadcasting.to(condition, shape), Broadcasting.to(x, shape), Broadcasting.to(y, shape));
  }

  private static Definition compare(String name, BinaryOperator<NDArray> function) {
    return new Definition(name, 7, _ -> Step.giving(in -> function.apply(in.get(0), in.get(1))));
  }
}
