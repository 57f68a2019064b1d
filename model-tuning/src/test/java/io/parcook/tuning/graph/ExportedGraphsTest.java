package io.parcook.tuning.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Graphs that PyTorch wrote, by both of its exporters, in opsets 17 to 20: `graphs/export.py`.
class ExportedGraphsTest {

  private static final double PARITY = 1e-5;
  private static final long SEED = 20_261_123;
  private static final double STEP = 1e-3;

  static Stream<Exported> graphs() {
    return Stream.of(
            "mlp",
            "tide",
            "gru",
            "lstm",
            "transformer",
            "transformer-traced",
            "attention",
            "nhits",
            "nhits-traced",
            "convolution")
        .map(Exported::read);
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void itGivesWhatPyTorchGave(Exported exported) {
    assertClose(exported.tuner(Map.of(), exported.features()), exported.expected());
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void itGivesWhatOnnxRuntimeGivesForAnyNumberOfRows(Exported exported) throws OrtException {
    try (var served = new Served(exported.graph())) {
      for (int rows : new int[] {1, 2, 33}) {
        Operand features = random(rows);
        assertClose(exported.tuner(Map.of(), features), outputs(served, features));
      }
    }
  }

  /// Each weight is moved in a random direction, and the change of what ONNX Runtime then gives is
  /// compared with what the gradient says that it should be. A direction in which the graph has a
  /// kink within the steps, as one of Relu's, has no slope and is passed over for another.
  @ParameterizedTest
  @MethodSource("graphs")
  void theGradientOfEveryWeightIsThatOfFiniteDifferences(Exported exported) throws OrtException {
    Operand features = random(8);
    var random = new Random(SEED);
    float[] weighting = floats(random, 8 * Exported.LEVELS.length);
    Map<String, float[]> gradients =
        exported.gradients(exported.weights(), features, new Loss.Weighted(weighting));
    for (var entry : gradients.entrySet()) {
      float[] gradient = entry.getValue();
      double length = 0;
      for (float element : gradient) {
        length = Math.hypot(length, element);
      }
      double bound = 0.01 * length + 1e-3;
      int tried = 0;
      double near;
      double far;
      float[] signs;
      do {
        assertThat(tried++).as("directions of %s that have a kink", entry.getKey()).isLessThan(20);
        signs = signs(random, gradient.length);
        var direction = new Direction(exported, entry.getKey(), signs, features, weighting);
        near = direction.slope(STEP);
        far = direction.slope(2 * STEP);
      } while (Math.abs(near - far) > bound / 2);
      double along = 0;
      for (int i = 0; i < signs.length; i++) {
        along += signs[i] * gradient[i];
      }
      assertThat(along)
          .as("along a random direction of %s, seed %d", entry.getKey(), SEED)
          .isCloseTo(near, within(bound));
    }
  }

  /// Forwards, backwards or not at all, for each element.
  private static float[] signs(Random random, int size) {
    var signs = new float[size];
    for (int i = 0; i < size; i++) {
      signs[i] = random.nextInt(-1, 2);
    }
    return signs;
  }

  /// A direction in which a weight is moved.
  private record Direction(
      Exported exported, String weight, float[] signs, Operand features, float[] weighting) {

    double slope(double step) throws OrtException {
      return (value(step) - value(-step)) / (2 * step);
    }

    private double value(double step) throws OrtException {
      float[] values = exported.graph().floats(weight);
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (step * signs[i]);
      }
      try (var served = new Served(exported.graph().withFloats(Map.of(weight, values)))) {
        double[] out = outputs(served, features);
        double sum = 0;
        for (int i = 0; i < out.length; i++) {
          sum += weighting[i] * out[i];
        }
        return sum;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void tenStepsLowerTheLossAndOnnxRuntimeServesWhatWasTuned(Exported exported) throws OrtException {
    Operand features = random(32);
    var pinball = new Loss.Pinball(floats(new Random(SEED + 1), 32));
    Map<String, float[]> weights = exported.weights();
    var adam = new PlainAdam(0.01);
    for (int step = 0; step < 10; step++) {
      adam.step(weights, exported.gradients(weights, features, pinball));
    }

    try (var base = new Served(exported.graph());
        var tuned = new Served(exported.graph().withFloats(weights))) {
      double[] before = outputs(base, features);
      double[] after = outputs(tuned, features);
      assertThat(pinball.of(after)).isLessThan(0.98 * pinball.of(before));
      assertClose(exported.tuner(weights, features), after);
    }
  }

  private static Operand random(int rows) {
    float[] values = floats(new Random(rows), rows * Exported.FEATURES);
    return Operand.floats("features", values, rows, Exported.FEATURES);
  }

  private static float[] floats(Random random, int size) {
    var values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] outputs(Served served, Operand features) throws OrtException {
    return served.run(List.of(features)).getFirst().values();
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i])
          .as("element %d", i)
          .isCloseTo(expected[i], within(PARITY * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
