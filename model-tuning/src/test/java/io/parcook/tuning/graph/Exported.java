package io.parcook.tuning.graph;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.parcook.models.onnx.Initializer;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.engine.TorchEngine;
import io.parcook.tuning.operator.EngineTensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// A graph that PyTorch exported, and what PyTorch itself gives for some rows.
///
/// @param expected row-major, a row for each of `features`
record Exported(String name, OnnxGraph graph, Operand features, double[] expected) {

  static final int FEATURES = 12;
  static final double[] LEVELS = {0.1, 0.3, 0.5, 0.7, 0.9};

  static Exported read(String name) {
    String text = new String(resource(name + ".expected.txt"), StandardCharsets.UTF_8);
    double[] features = numbers(text, 0);
    var floats = new float[features.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) features[i];
    }
    return new Exported(
        name,
        OnnxGraph.parse(resource(name + ".onnx"), OnnxGraph.MOST_BYTES),
        Operand.floats("features", floats, floats.length / FEATURES, FEATURES),
        numbers(text, 1));
  }

  /// The numbers left or right of each line's bar.
  private static double[] numbers(String text, int side) {
    return text.lines()
        .map(line -> line.split("\\|", 2)[side].strip())
        .flatMap(part -> Arrays.stream(part.split(" ")))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static byte[] resource(String file) {
    try (InputStream in =
        Objects.requireNonNull(Exported.class.getResourceAsStream("/graphs/" + file), file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All float initializers that are more than one number.
  Map<String, float[]> weights() {
    Map<String, float[]> weights = new LinkedHashMap<>();
    graph.initializers().stream()
        .filter(it -> it.isFloat() && it.elements() > 1)
        .map(Initializer::name)
        .forEach(weight -> weights.put(weight, graph.floats(weight)));
    return weights;
  }

  /// What the tuner gives with these weights in place of the file's.
  double[] tuner(Map<String, float[]> weights, Operand rows) {
    try (TunableGraph tunable = tunable();
        NDManager scope = TorchEngine.start().newBaseManager()) {
      return Result.of(forward(tunable, scope, rows, arrays(tunable, scope, weights))).values();
    }
  }

  /// The gradient of a loss of the outputs with respect to each of the weights.
  Map<String, float[]> gradients(Map<String, float[]> weights, Operand rows, Loss loss) {
    Engine engine = TorchEngine.start();
    try (TunableGraph tunable = tunable();
        NDManager scope = engine.newBaseManager()) {
      Map<String, NDArray> arrays = arrays(tunable, scope, weights);
      arrays.values().forEach(array -> array.setRequiresGradient(true));
      try (GradientCollector collector = engine.newGradientCollector()) {
        collector.backward(loss.of(scope, forward(tunable, scope, rows, arrays)));
      }
      Map<String, float[]> gradients = new LinkedHashMap<>();
      arrays.forEach((weight, array) -> gradients.put(weight, array.getGradient().toFloatArray()));
      return gradients;
    }
  }

  private TunableGraph tunable() {
    return switch (TunableGraph.read(graph, weights().keySet())) {
      case GraphReading.Tunable(TunableGraph tunable) -> tunable;
      case GraphReading.ServeOnly no -> throw new AssertionError(name + ": " + no.message());
    };
  }

  private static NDArray forward(
      TunableGraph tunable, NDManager scope, Operand rows, Map<String, NDArray> weights) {
    NDArray features = EngineTensors.read(scope, rows.tensor());
    return tunable.forward(scope, Map.of("features", features), weights).singletonOrThrow();
  }

  private static Map<String, NDArray> arrays(
      TunableGraph tunable, NDManager scope, Map<String, float[]> weights) {
    Map<String, Shape> shapes = tunable.weights();
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    weights.forEach(
        (weight, values) ->
            arrays.put(
                weight, scope.create(values, Objects.requireNonNull(shapes.get(weight), weight))));
    return arrays;
  }

  @Override
  public String toString() {
    return name;
  }
}
