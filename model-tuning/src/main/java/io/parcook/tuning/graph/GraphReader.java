package io.parcook.tuning.graph;

import ai.djl.engine.Engine;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtException;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.engine.TorchEngine;
import io.parcook.tuning.graph.NodeBinder.Binding;
import io.parcook.tuning.operator.EngineTensors;
import io.parcook.tuning.operator.OperatorSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a graph: binds each node to its operator, leaves to ONNX Runtime what has none, computes
/// once what depends on nothing, and leaves out what no output needs.
final class GraphReader {

  private final ModelProto model;
  private final GraphProto graph;
  private final List<BoundNode> bound = new ArrayList<>();
  private final List<Obstacle> obstacles = new ArrayList<>();
  private final Names names = new Names();
  private final Cut cut;
  private final Map<String, Integer> weights = new LinkedHashMap<>();
  private final Constants constants;

  private GraphReader(ModelProto model, int opset, Constants constants) {
    this.model = model;
    this.constants = constants;
    graph = model.getGraph();
    var binder = new NodeBinder(graph, opset, names);
    var refused = new BitSet();
    List<Optional<BoundNode>> nodes = new ArrayList<>();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      switch (binder.bind(graph.getNode(i))) {
        case Binding.Bound(BoundNode node) -> nodes.add(Optional.of(node));
        case Binding.Refused(Obstacle obstacle) -> {
          nodes.add(Optional.empty());
          refused.set(i);
          obstacles.add(obstacle);
        }
      }
    }
    cut = Cut.behind(graph, refused);
    for (int i = 0; i < nodes.size(); i++) {
      if (!cut.inFront(i)) {
        nodes.get(i).ifPresent(bound::add);
      }
    }
  }

  /// @param named the float initializers that are weights; if nobody named any, all that have a
  ///     gradient are
  static GraphReading read(OnnxGraph onnx, Optional<Set<String>> named) {
    ModelProto model = onnx.proto();
    long opset =
        model.getOpsetImportList().stream()
            .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
            .mapToLong(OperatorSetIdProto::getVersion)
            .findFirst()
            .orElse(0);
    if (opset < OperatorSet.FIRST || opset > OperatorSet.LAST) {
      return new GraphReading.ServeOnly(List.of(new Obstacle.Opset(opset)));
    }
    Engine engine = TorchEngine.start();
    var constants = new Constants(engine.newBaseManager());
    try {
      GraphReading reading = new GraphReader(model, (int) opset, constants).read(named);
      if (reading instanceof GraphReading.ServeOnly) {
        constants.close();
      }
      return reading;
    } catch (RuntimeException e) {
      constants.close();
      throw e;
    }
  }

  private GraphReading read(Optional<Set<String>> named) {
    List<String> behind =
        named.stream().flatMap(Set::stream).filter(cut::frontReads).sorted().toList();
    if (!behind.isEmpty()) {
      obstacles.add(new Obstacle.Behind(behind));
      return new GraphReading.ServeOnly(obstacles);
    }
    readInitializers(named);
    Map<String, Integer> outputs = new LinkedHashMap<>();
    graph.getOutputList().forEach(o -> outputs.put(o.getName(), names.place(o.getName())));
    Optional<Front> front = Optional.empty();
    if (!cut.isEmpty()) {
      if (!reachesAWeight(outputs)) {
        return new GraphReading.ServeOnly(obstacles);
      }
      try {
        front = front();
      } catch (OrtException e) {
        obstacles.add(new Obstacle.Front(String.valueOf(e.getMessage())));
        return new GraphReading.ServeOnly(obstacles);
      }
    }
    List<BoundNode> steps = new Folding(constants, names, weights.values()).fold(bound);
    return new GraphReading.Tunable(
        new TunableGraph(
            constants, names, inputs(), weights, front, needed(steps, outputs), outputs));
  }

  private void readInitializers(Optional<Set<String>> named) {
    for (TensorProto tensor : graph.getInitializerList()) {
      String name = tensor.getName();
      boolean isNamed = named.isPresent() && named.get().contains(name);
      if (!cut.restReads(name) && !isNamed) {
        continue;
      }
      int place = names.place(name);
      constants.put(place, EngineTensors.read(constants.manager(), tensor));
      boolean isFloat = tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE;
      if (isNamed || (named.isEmpty() && isFloat && !cut.frontReads(name))) {
        weights.put(name, place);
      }
    }
  }

  /// What comes in from outside, by name.
  private Map<String, Integer> inputs() {
    Set<String> inputs = new LinkedHashSet<>();
    graph.getInputList().stream().map(ValueInfoProto::getName).forEach(inputs::add);
    // Before IR version 4 every initializer stood among the inputs too.
    graph.getInitializerList().forEach(tensor -> inputs.remove(tensor.getName()));
    Map<String, Integer> places = new LinkedHashMap<>();
    inputs.forEach(name -> places.put(name, names.place(name)));
    return places;
  }

  private boolean reachesAWeight(Map<String, Integer> outputs) {
    Set<Integer> places = new HashSet<>(weights.values());
    for (BoundNode node : needed(bound, outputs)) {
      for (int input : node.inputs()) {
        if (places.contains(input)) {
          return true;
        }
      }
    }
    return false;
  }

  /// What ONNX Runtime runs; nothing, if it depends on nothing and so is run once, here.
  private Optional<Front> front() throws OrtException {
    var front = new Front(cut.frontOf(model));
    if (!front.inputs().isEmpty()) {
      return Optional.of(front);
    }
    try (front) {
      front
          .run(constants.manager(), Map.of())
          .forEach((name, array) -> constants.put(names.place(name), array));
    }
    return Optional.empty();
  }

  /// The nodes that an output needs.
  private static List<BoundNode> needed(List<BoundNode> nodes, Map<String, Integer> outputs) {
    Set<Integer> wanted = new HashSet<>(outputs.values());
    List<BoundNode> needed = new ArrayList<>();
    for (BoundNode node : nodes.reversed()) {
      boolean serves = false;
      for (int output : node.outputs()) {
        serves |= wanted.contains(output);
      }
      if (serves) {
        needed.addFirst(node);
        for (int input : node.inputs()) {
          wanted.add(input);
        }
      }
    }
    return needed;
  }
}
