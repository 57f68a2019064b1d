package io.parcook.tuning.graph;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.engine.TorchEngine;
import io.parcook.tuning.operator.EngineTensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A graph on PyTorch: what is tested.
final class Differentiated implements AutoCloseable {

  private final TunableGraph graph;
  private final NDManager manager = TorchEngine.start().newBaseManager();

  Differentiated(OnnxGraph onnx) {
    graph = tunable(TunableGraph.read(onnx));
  }

  static TunableGraph tunable(GraphReading reading) {
    return switch (reading) {
      case GraphReading.Tunable(TunableGraph graph) -> graph;
      case GraphReading.ServeOnly no -> throw new AssertionError(no.message());
    };
  }

  List<Result> run(List<Operand> operands) {
    try (NDManager scope = manager.newSubManager()) {
      return graph.forward(scope, arrays(scope, operands), Map.of()).stream()
          .map(Result::of)
          .toList();
    }
  }

  /// Gradients of the sum of all float outputs, each element times its weight, with respect to the
  /// differentiable operands.
  Map<String, float[]> gradients(List<Operand> operands, List<double[]> weights) {
    try (NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> inputs = arrays(scope, operands);
      Map<String, NDArray> learned = new LinkedHashMap<>(inputs);
      operands.stream()
          .filter(operand -> !operand.differentiable())
          .forEach(operand -> learned.remove(operand.name()));
      learned.values().forEach(array -> array.setRequiresGradient(true));
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray sum = scope.create(0f);
        int place = 0;
        for (NDArray output : graph.forward(scope, inputs, Map.of())) {
          double[] weight = weights.get(place++);
          if (output.getDataType().isFloating()) {
            sum = sum.add(output.mul(narrow(scope, weight, output.getShape())).sum());
          }
        }
        collector.backward(sum);
      }
      Map<String, float[]> gradients = new LinkedHashMap<>();
      learned.forEach((name, array) -> gradients.put(name, array.getGradient().toFloatArray()));
      return gradients;
    }
  }

  /// Random weights for every element of some outputs.
  static List<double[]> weights(List<Result> outputs, long seed) {
    var random = new Random(seed);
    List<double[]> weights = new ArrayList<>();
    for (Result output : outputs) {
      weights.add(random.doubles(output.values().length, -1, 1).toArray());
    }
    return weights;
  }

  private static NDArray narrow(NDManager scope, double[] weights, Shape shape) {
    var floats = new float[weights.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) weights[i];
    }
    return scope.create(floats, shape);
  }

  private static Map<String, NDArray> arrays(NDManager scope, List<Operand> operands) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    operands.forEach(o -> arrays.put(o.name(), EngineTensors.read(scope, o.tensor())));
    return arrays;
  }

  @Override
  public void close() {
    graph.close();
    manager.close();
  }
}
