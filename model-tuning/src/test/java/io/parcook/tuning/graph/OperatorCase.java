package io.parcook.tuning.graph;

import io.parcook.tuning.operator.OperatorSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A row of a table: an operator, what is asked of it, and how its node and operands are made. The
/// row is run with three seeds, and with the first, a middle and the last of its opsets.
///
/// @param from first opset in which the node is written so
/// @param until last opset in which it is
/// @param withoutGradient why no gradient is compared, if none is
record OperatorCase(
    String operator,
    String what,
    int from,
    int until,
    Consumer<Setup> setup,
    Optional<String> withoutGradient) {

  static OperatorCase row(String operator, String what, Consumer<Setup> setup) {
    return new OperatorCase(
        operator,
        what,
        OperatorSet.onnx().since(operator),
        OperatorSet.LAST,
        setup,
        Optional.empty());
  }

  OperatorCase since(int opset) {
    return new OperatorCase(operator, what, opset, until, setup, withoutGradient);
  }

  OperatorCase until(int opset) {
    return new OperatorCase(operator, what, from, opset, setup, withoutGradient);
  }

  OperatorCase withoutGradient(String why) {
    return new OperatorCase(operator, what, from, until, setup, Optional.of(why));
  }

  /// One run of a row.
  record Run(OperatorCase of, int opset, long seed, boolean fixedAsInputs) {

    /// The graph of the one node.
    Setup setup() {
      var setup = new Setup(of.operator, opset, seed, fixedAsInputs);
      of.setup.accept(setup);
      return setup;
    }

    @Override
    public String toString() {
      return of.operator + " " + of.what + ", opset " + opset + ", seed " + seed;
    }
  }

  /// The last of them has operands that the graph would fix come in from outside, so that nothing
  /// is computed before the run.
  Stream<Run> runs() {
    return Stream.of(
        new Run(this, from, 1, false),
        new Run(this, (from + until) / 2, 2, false),
        new Run(this, until, 3, true));
  }

  static List<OperatorCase> all() {
    return Stream.of(
            ArithmeticCases.rows(),
            ProductCases.rows(),
            FunctionCases.rows(),
            ActivationCases.rows(),
            LogicCases.rows(),
            CuttingCases.rows(),
            JoiningCases.rows(),
            ShapingCases.rows(),
            MakingCases.rows(),
            PassingCases.rows(),
            ReductionCases.rows(),
            WindowCases.rows(),
            NormalizationCases.rows(),
            RecurrentCases.rows(),
            EinsumCases.rows(),
            PaddingCases.rows())
        .flatMap(List::stream)
        .toList();
  }
}
