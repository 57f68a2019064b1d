package io.parcook.tuning.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.parcook.models.onnx.OnnxGraph;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A graph on the engine. Its weights are float initializers that the caller holds as arrays, with
/// or without a gradient, and hands in with every run:
///
/// ```java
/// try (NDManager scope = manager.newSubManager()) {
///   Map<String, NDArray> weights = graph.weights(scope);
///   weights.values().forEach(weight -> weight.setRequiresGradient(true));
///   try (GradientCollector collector = engine.newGradientCollector()) {
///     NDArray out = graph.forward(scope, Map.of("features", rows), weights).singletonOrThrow();
///     collector.backward(loss(out));
///   }
///   // read the gradients; all that the step made goes with its scope
/// }
/// ```
///
/// All runs of a graph are on one thread, one after the other: what it fixes is lent to the run.
public final class TunableGraph implements AutoCloseable {

  private final Constants constants;
  private final int places;
  private final Map<String, Integer> inputs;
  private final Map<String, Integer> weights;
  private final List<BoundNode> nodes;
  private final Map<String, Integer> outputs;

  TunableGraph(
      Constants constants,
      int places,
      Map<String, Integer> inputs,
      Map<String, Integer> weights,
      List<BoundNode> nodes,
      Map<String, Integer> outputs) {
    this.constants = constants;
    this.places = places;
    this.inputs = inputs;
    this.weights = weights;
    this.nodes = nodes;
    this.outputs = outputs;
  }

  /// Reads a graph with all its float initializers as weights.
  public static GraphReading read(OnnxGraph graph) {
    return GraphReader.read(graph, _ -> true);
  }

  /// Reads a graph with some of its float initializers as weights; all else is fixed, and what
  /// follows from it alone is computed once, here.
  ///
  /// @throws IllegalArgumentException if the graph has no float initializer of such a name
  public static GraphReading read(OnnxGraph graph, Collection<String> weights) {
    weights.forEach(graph::floats);
    return GraphReader.read(graph, Set.copyOf(weights)::contains);
  }

  /// Names of the inputs, in the order of the graph.
  public List<String> inputs() {
    return List.copyOf(inputs.keySet());
  }

  /// Names of the outputs, in the order of the graph.
  public List<String> outputs() {
    return List.copyOf(outputs.keySet());
  }

  /// Names and shapes of the weights, in the order of the file.
  public Map<String, Shape> weights() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    weights.forEach((name, place) -> shapes.put(name, fileValue(place).getShape()));
    return shapes;
  }

  /// Copies of the weights as the file has them, that belong to `manager`.
  public Map<String, NDArray> weights(NDManager manager) {
    Map<String, NDArray> copies = new LinkedHashMap<>();
    weights.forEach(
        (name, place) -> {
          NDArray copy = fileValue(place).duplicate();
          copy.attach(manager);
          copies.put(name, copy);
        });
    return copies;
  }

  /// Runs the graph.
  ///
  /// @param scope what owns all that the run makes, the outputs too; close it once gradients are
  ///     read. Arrays of other managers are lent to it until then
  /// @param inputs an array for every input
  /// @param given arrays for some of the weights, or for all: the others are as in the file. An
  ///     array may be computed from others, as a low-rank adapter's is
  /// @return the outputs in the order of [#outputs]
  /// @throws IllegalArgumentException if an input is missing, if a name or a weight's shape is
  ///     none of this graph, or if an operator cannot take the shapes that reach it
  public NDList forward(NDManager scope, Map<String, NDArray> inputs, Map<String, NDArray> given) {
    var frame = new Frame(scope, constants, places);
    lend(frame, this.inputs, inputs, "input");
    given.forEach(this::checkShape);
    lend(frame, weights, given, "weight");
    this.inputs.forEach(
        (name, place) -> {
          if (!frame.has(place)) {
            throw new IllegalArgumentException("Input '" + name + "' is missing");
          }
        });
    nodes.forEach(node -> node.run(frame));
    var results = new NDList(outputs.size());
    outputs.values().forEach(place -> results.add(frame.get(place)));
    return results;
  }

  /// Frees what the graph fixes. Arrays that [#weights(NDManager)] gave are their manager's.
  @Override
  public void close() {
    constants.close();
  }

  private static void lend(
      Frame frame, Map<String, Integer> known, Map<String, NDArray> given, String what) {
    given.forEach(
        (name, array) -> {
          Integer place = known.get(name);
          if (place == null) {
            throw new IllegalArgumentException(
                "The graph has no " + what + " '" + name + "'; it has " + known.keySet());
          }
          frame.lend(place, array);
        });
  }

  private void checkShape(String name, NDArray array) {
    Integer place = weights.get(name);
    if (place != null && !fileValue(place).getShape().equals(array.getShape())) {
      throw new IllegalArgumentException(
          "Weight '"
              + name
              + "' has shape "
              + fileValue(place).getShape()
              + " in the graph and "
              + array.getShape()
              + " as given");
    }
  }

  private NDArray fileValue(int place) {
    NDArray value = constants.array(place);
    if (value == null) {
      throw new IllegalStateException("The graph is closed");
    }
    return value;
  }
}
