package io.parcook.tuning.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.onnxruntime.OrtException;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.engine.TorchEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The model that ships, on both engines.
class BaseModelTest {

  private static final int ROWS = 16;
  private static final long SEED = 20_261_123;

  private final OnnxGraph onnx = base();
  private final Operand features = features(ROWS);
  private final Engine engine = TorchEngine.start();

  @Test
  void itGivesWhatOnnxRuntimeGives() throws OrtException {
    try (var served = new Served(onnx);
        var differentiated = new Differentiated(onnx)) {
      Result expected = served.run(List.of(features)).getFirst();
      Result actual = differentiated.run(List.of(features)).getFirst();
      assertThat(actual.shape()).isEqualTo(expected.shape());
      for (int i = 0; i < expected.values().length; i++) {
        assertThat(actual.values()[i])
            .isCloseTo(
                expected.values()[i], within(1e-5 * Math.max(1, Math.abs(expected.values()[i]))));
      }
    }
  }

  /// Each weight is moved in a random direction, and the change of what ONNX Runtime then gives is
  /// compared with what the gradient says it should be. The loss is the mean of squares, which has
  /// no kink where the last Relu has one.
  @Test
  void theGradientOfEveryWeightIsThatOfFiniteDifferences() throws OrtException {
    Map<String, float[]> gradients = gradients();
    assertThat(gradients).hasSize(10);
    var random = new Random(SEED);
    for (var entry : gradients.entrySet()) {
      float[] gradient = entry.getValue();
      double[] direction = random.doubles(gradient.length, -1, 1).toArray();
      double expected = 0;
      double length = 0;
      for (int i = 0; i < gradient.length; i++) {
        expected += gradient[i] * direction[i];
        length += direction[i] * direction[i];
      }
      double step = 0.02 / Math.sqrt(length);
      double near = difference(entry.getKey(), direction, step);
      double far = difference(entry.getKey(), direction, 2 * step);
      double slope = (4 * near - far) / 3;
      assertThat(expected)
          .as("along a random direction of %s, seed %d", entry.getKey(), SEED)
          .isCloseTo(slope, within(0.003 * Math.abs(slope)));
    }
  }

  private Map<String, float[]> gradients() {
    try (TunableGraph graph = Differentiated.tunable(TunableGraph.read(onnx));
        NDManager scope = NDManager.newBaseManager("PyTorch")) {
      Map<String, NDArray> weights = graph.weights(scope);
      weights.values().forEach(weight -> weight.setRequiresGradient(true));
      NDArray rows = scope.create(features.floats(), new Shape(features.shape()));
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray out = graph.forward(scope, Map.of("features", rows), weights).singletonOrThrow();
        collector.backward(out.mul(out).mean());
      }
      Map<String, float[]> gradients = new LinkedHashMap<>();
      weights.forEach((name, weight) -> gradients.put(name, weight.getGradient().toFloatArray()));
      return gradients;
    }
  }

  private double difference(String weight, double[] direction, double step) throws OrtException {
    return (loss(weight, direction, step) - loss(weight, direction, -step)) / (2 * step);
  }

  private double loss(String weight, double[] direction, double step) throws OrtException {
    float[] values = onnx.floats(weight);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (step * direction[i]);
    }
    try (var served = new Served(onnx.withFloats(Map.of(weight, values)))) {
      double[] out = served.run(List.of(features)).getFirst().values();
      double sum = 0;
      for (double value : out) {
        sum += value * value;
      }
      return sum / out.length;
    }
  }

  /// Rows near the mean of what the model was trained on.
  private Operand features(int rows) {
    float[] mean = onnx.floats("features.mean");
    float[] scale = onnx.floats("features.scale");
    var random = new Random(SEED);
    var values = new float[rows * mean.length];
    for (int i = 0; i < values.length; i++) {
      int column = i % mean.length;
      double spread = scale[column] == 0 ? 0.5 : 1 / scale[column];
      values[i] = (float) (mean[column] + spread * random.nextGaussian());
    }
    return Operand.floats("features", values, rows, mean.length);
  }

  private static OnnxGraph base() {
    try (InputStream in =
        Objects.requireNonNull(OnnxGraph.class.getResourceAsStream("/base/base.onnx"))) {
      return OnnxGraph.parse(in.readAllBytes(), OnnxGraph.MOST_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
