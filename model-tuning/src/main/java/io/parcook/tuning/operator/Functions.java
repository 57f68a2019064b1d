package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.UnaryOperator;

/// Functions of one operand, element by element, that have no attributes.
final class Functions {

  private Functions() {}

  static List<Definition> operators() {
    return List.of(
        // `−X`.
        each("Neg", NDArray::neg),
        // `|X|`; its gradient at 0 is 0.
        each("Abs", NDArray::abs),
        // `1 / X`.
        each("Reciprocal", x -> x.getNDArrayInternal().rdiv(1)),
        // `√X`.
        each("Sqrt", NDArray::sqrt),
        // `eˣ`.
        each("Exp", NDArray::exp),
        // The natural logarithm.
        each("Log", NDArray::log),
        each("Sin", NDArray::sin),
        each("Cos", NDArray::cos),
        // The error function, `2/√π · ∫ e^(−t²) dt` from 0 to X.
        each("Erf", NDArray::erf),
        // −1, 0 or 1; flat, so without effect on what stands before it.
        each("Sign", NDArray::sign),
        // The greatest whole number that is not greater; flat.
        each("Floor", NDArray::floor),
        // The least whole number that is not less; flat.
        each("Ceil", NDArray::ceil),
        // The nearest whole number, halves to the even one; flat.
        each("Round", NDArray::round));
  }

  private static Definition each(String name, UnaryOperator<NDArray> function) {
    return new Definition(name, 6, _ -> Step.giving(in -> function.apply(in.get(0))));
  }
}
