package io.parcook.tuning.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.parcook.tuning.graph.OperatorCase.Run;
import io.parcook.tuning.operator.OperatorSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operator beside ONNX Runtime: what it gives, and its gradient beside finite differences of
/// what ONNX Runtime gives.
class OperatorsTest {

  private static final double PARITY = 1e-5;

  /// Finite differences of 32-bit floats are no better.
  private static final double GRADIENT = 2e-3;

  private static final double STEP = 0.01;

  static Stream<Run> runs() {
    return OperatorCase.all().stream().flatMap(OperatorCase::runs);
  }

  static Stream<Run> runsWithGradient() {
    return runs().filter(run -> run.of().withoutGradient().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void itGivesWhatOnnxRuntimeGives(Run run) throws OrtException {
    Setup setup = run.setup();
    var onnx = setup.graph();
    try (var served = new Served(onnx);
        var differentiated = new Differentiated(onnx)) {
      List<Result> expected = served.run(setup.operands());
      List<Result> actual = differentiated.run(setup.operands());
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertSame(actual.get(i), expected.get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("runsWithGradient")
  void itsGradientIsThatOfFiniteDifferences(Run run) throws OrtException {
    Setup setup = run.setup();
    var onnx = setup.graph();
    List<Operand> operands = setup.operands();
    try (var served = new Served(onnx);
        var differentiated = new Differentiated(onnx)) {
      List<double[]> weights = Differentiated.weights(served.run(operands), run.seed());
      Map<String, float[]> gradients = differentiated.gradients(operands, weights);
      assertThat(gradients).as("operands with a gradient").isNotEmpty();
      for (int o = 0; o < operands.size(); o++) {
        float[] gradient = gradients.get(operands.get(o).name());
        if (gradient == null) {
          continue;
        }
        for (int i = 0; i < gradient.length; i++) {
          double slope = slope(served, operands, o, i, weights);
          assertThat((double) gradient[i])
              .as("d/d %s[%d]", operands.get(o).name(), i)
              .isCloseTo(slope, within(GRADIENT * Math.max(1, Math.abs(slope))));
        }
      }
    }
  }

  @Test
  void everyOperatorHasItsCases() {
    assertThat(OperatorCase.all().stream().map(OperatorCase::operator).distinct())
        .containsExactlyInAnyOrderElementsOf(OperatorSet.onnx().names());
  }

  /// Those have no gradient, or one that is zero wherever it is anything.
  @Test
  void onlyTheseOperatorsGoWithoutAGradient() {
    Set<String> without = new TreeSet<>(OperatorSet.onnx().names());
    OperatorCase.all().stream()
        .filter(row -> row.withoutGradient().isEmpty())
        .forEach(row -> without.remove(row.operator()));
    assertThat(without)
        .containsExactlyInAnyOrder(
            "And",
            "Ceil",
            "Constant",
            "ConstantOfShape",
            "Equal",
            "Floor",
            "Greater",
            "GreaterOrEqual",
            "IsNaN",
            "Less",
            "LessOrEqual",
            "Not",
            "Or",
            "Range",
            "Round",
            "Shape",
            "Size",
            "Xor");
  }

  private static void assertSame(Result actual, Result expected) {
    assertThat(actual.type()).isEqualTo(expected.type());
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < expected.values().length; i++) {
      double value = expected.values()[i];
      double found = actual.values()[i];
      if (Double.isFinite(value)) {
        assertThat(found)
            .as("element %d", i)
            .isCloseTo(value, within(PARITY * Math.max(1, Math.abs(value))));
      } else {
        assertThat(found).as("element %d", i).isEqualTo(value);
      }
    }
  }

  /// A central difference, of the fourth order: errors of the second cancel between two steps.
  private static double slope(
      Served served, List<Operand> operands, int operand, int element, List<double[]> weights)
      throws OrtException {
    double near = difference(served, operands, operand, element, STEP, weights);
    double far = difference(served, operands, operand, element, 2 * STEP, weights);
    return (4 * near - far) / 3;
  }

  private static double difference(
      Served served,
      List<Operand> operands,
      int operand,
      int element,
      double step,
      List<double[]> weights)
      throws OrtException {
    double[] sums = new double[2];
    double[] places = new double[2];
    for (int side = 0; side < 2; side++) {
      float[] values = operands.get(operand).floats();
      values[element] += (float) (side == 0 ? -step : step);
      places[side] = values[element];
      List<Operand> moved = new ArrayList<>(operands);
      moved.set(operand, operands.get(operand).with(values));
      List<Result> outputs = served.run(moved);
      for (int i = 0; i < outputs.size(); i++) {
        if (outputs.get(i).type().isFloating()) {
          sums[side] += outputs.get(i).projected(weights.get(i));
        }
      }
    }
    return (sums[1] - sums[0]) / (places[1] - places[0]);
  }
}
