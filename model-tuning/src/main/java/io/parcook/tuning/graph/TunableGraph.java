package io.parcook.tuning.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.parcook.models.onnx.OnnxGraph;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Names names;
  private final Map<String, Integer> inputs;
  private final Map<String, Integer> weights;
  private final Optional<Front> front;
  private final List<BoundNode> nodes;
  private final Map<String, Integer> outputs;
  private final List<String> needed;

  TunableGraph(
      Constants constants,
      Names names,
      Map<String, Integer> inputs,
      Map<String, Integer> weights,
      Optional<Front> front,
      List<BoundNode> nodes,
      Map<String, Integer> outputs) {
    this.constants = constants;
    this.names = names;
    this.inputs = inputs;
    this.weights = weights;
    this.front = front;
    this.nodes = nodes;
    this.outputs = outputs;
    Set<Integer> read = new HashSet<>(outputs.values());
    nodes.forEach(node -> Arrays.stream(node.inputs()).forEach(read::add));
    needed = inputs.keySet().stream().filter(name -> read.contains(inputs.get(name))).toList();
  }

  /// Reads a graph with all those of its float initializers as weights that have a gradient. An
  /// operator that has none here, a tree ensemble say, is run by ONNX Runtime with all that it
  /// depends on, as long as there is a weight behind it.
  public static GraphReading read(OnnxGraph graph) {
    return GraphReader.read(graph, Optional.empty());
  }

  /// Reads a graph with some of its float initializers as weights; all else is fixed, and what
  /// follows from it alone is computed once, here. An operator that has no gradient may depend on
  /// anything but these.
  ///
  /// @throws IllegalArgumentException if the graph has no float initializer of such a name
  public static GraphReading read(OnnxGraph graph, Collection<String> weights) {
    weights.forEach(graph::floats);
    return GraphReader.read(graph, Optional.of(Set.copyOf(weights)));
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

  /// Names of the values that ONNX Runtime makes of the inputs, because they have no gradient;
  /// mostly none.
  public List<String> front() {
    return front.map(Front::outputs).orElse(List.of());
  }

  /// Computes the values of [#front]. They do not change with the weights: a caller who runs the
  /// same inputs again may keep them and hand them in with the inputs.
  ///
  /// @param scope what owns them
  /// @throws IllegalArgumentException if an input is missing or of a wrong shape
  public Map<String, NDArray> front(NDManager scope, Map<String, NDArray> inputs) {
    return front.map(part -> part.run(scope, inputs)).orElse(Map.of());
  }

  /// Runs the graph.
  ///
  /// @param scope what owns all that the run makes, the outputs too; close it once gradients are
  ///     read. Arrays of other managers are lent to it until then
  /// @param given an array for every input; or values of [#front], in place of the inputs that are
  ///     for the front alone
  /// @param learned arrays for some of the weights, or for all: the others are as in the file. An
  ///     array may be computed from others, as a low-rank adapter's is
  /// @return the outputs in the order of [#outputs]
  /// @throws IllegalArgumentException if an input is missing, if a name or a weight's shape is
  ///     none of this graph, or if an operator cannot take the shapes that reach it
  public NDList forward(NDManager scope, Map<String, NDArray> given, Map<String, NDArray> learned) {
    var frame = new Frame(scope, constants, names.count());
    given.forEach((name, array) -> frame.lend(inputPlace(name), array));
    learned.forEach(this::checkShape);
    learned.forEach((name, array) -> frame.lend(place(weights, name, "weight"), array));
    if (!given.keySet().containsAll(front())) {
      front(scope, given).forEach((name, array) -> frame.put(names.place(name), array));
    }
    requireInputs(frame);
    nodes.forEach(node -> node.run(frame));
    var results = new NDList(outputs.size());
    outputs.values().forEach(place -> results.add(frame.get(place)));
    return results;
  }

  /// Runs a graph of one input and one output with the weights of its file.
  ///
  /// @param rows `count × columns` of its input, row-major
  /// @return its output, row-major
  public float[] forward(float[] rows, int count) {
    try (NDManager scope = constants.manager().newSubManager()) {
      NDArray input = scope.create(rows, new Shape(count, rows.length / count));
      return forward(scope, Map.of(inputs().getFirst(), input), Map.of())
          .singletonOrThrow()
          .toFloatArray();
    }
  }

  /// Frees what the graph fixes. Arrays that [#weights(NDManager)] gave are their manager's.
  @Override
  public void close() {
    front.ifPresent(Front::close);
    constants.close();
  }

  private void requireInputs(Frame frame) {
    for (String name : needed) {
      if (!frame.has(place(inputs, name, "input"))) {
        throw new IllegalArgumentException("Input '" + name + "' is missing");
      }
    }
  }

  private int inputPlace(String name) {
    return front().contains(name) ? names.place(name) : place(inputs, name, "input");
  }

  private static int place(Map<String, Integer> known, String name, String what) {
    Integer place = known.get(name);
    if (place == null) {
      throw new IllegalArgumentException(
          "The graph has no " + what + " '" + name + "'; it has " + known.keySet());
    }
    return place;
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
