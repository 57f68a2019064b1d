package io.parcook.tuning.graph;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.engine.TorchEngine;
import io.parcook.tuning.operator.EngineTensors;
import io.parcook.tuning.operator.Node;
import io.parcook.tuning.operator.Operator;
import io.parcook.tuning.operator.OperatorSet;
import io.parcook.tuning.operator.Step;
import io.parcook.tuning.operator.UnsupportedNodeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Reads a graph: binds each node to its operator, computes once what depends on nothing, and
/// leaves out what no output needs.
final class GraphReader {

  /// Operators that ask for an array's shape alone, which is fixed for a weight as well.
  private static final Set<String> OF_SHAPE = Set.of("Shape", "Size");

  private final GraphProto graph;
  private final int opset;
  private final Predicate<String> tunable;
  private final Names names = new Names();
  private final Set<Integer> weightPlaces = new HashSet<>();
  private final Map<String, Integer> weights = new LinkedHashMap<>();
  private final List<Obstacle> obstacles = new ArrayList<>();

  private GraphReader(GraphProto graph, int opset, Predicate<String> tunable) {
    this.graph = graph;
    this.opset = opset;
    this.tunable = tunable;
  }

  /// @param tunable which of the float initializers are weights; the others are fixed
  static GraphReading read(OnnxGraph onnx, Predicate<String> tunable) {
    ModelProto model = onnx.proto();
    long opset = opset(model);
    if (opset < OperatorSet.FIRST || opset > OperatorSet.LAST) {
      return new GraphReading.ServeOnly(List.of(new Obstacle.Opset(opset)));
    }
    Engine engine = TorchEngine.start();
    var constants =
        new Constants(NDManager.newBaseManager(engine.defaultDevice(), engine.getEngineName()));
    try {
      return new GraphReader(model.getGraph(), (int) opset, tunable).read(constants);
    } catch (RuntimeException e) {
      constants.close();
      throw e;
    }
  }

  private static long opset(ModelProto model) {
    return model.getOpsetImportList().stream()
        .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
        .mapToLong(OperatorSetIdProto::getVersion)
        .findFirst()
        .orElse(0);
  }

  private GraphReading read(Constants constants) {
    readInitializers(constants);
    List<BoundNode> bound = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      bind(node).ifPresent(bound::add);
    }
    if (!obstacles.isEmpty()) {
      constants.close();
      return new GraphReading.ServeOnly(obstacles);
    }
    Map<String, Integer> inputs = inputs();
    Map<String, Integer> outputs = new LinkedHashMap<>();
    for (ValueInfoProto output : graph.getOutputList()) {
      outputs.put(output.getName(), names.place(output.getName()));
    }
    List<BoundNode> steps = needed(fold(bound, constants), outputs);
    return new GraphReading.Tunable(
        new TunableGraph(constants, names.count(), inputs, weights, steps, outputs));
  }

  private void readInitializers(Constants constants) {
    for (TensorProto tensor : graph.getInitializerList()) {
      int place = names.place(tensor.getName());
      try {
        constants.put(place, EngineTensors.read(constants.manager(), tensor));
      } catch (UnsupportedNodeException e) {
        obstacles.add(new Obstacle.Tensor(String.valueOf(e.getMessage())));
        continue;
      }
      if (tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE
          && tunable.test(tensor.getName())) {
        weights.put(tensor.getName(), place);
        weightPlaces.add(place);
      }
    }
    graph
        .getSparseInitializerList()
        .forEach(
            sparse ->
                obstacles.add(
                    new Obstacle.Tensor(
                        "tensor '" + sparse.getValues().getName() + "' is sparse")));
  }

  private Map<String, Integer> inputs() {
    Map<String, Integer> inputs = new LinkedHashMap<>();
    Set<String> initialized = new HashSet<>();
    graph.getInitializerList().forEach(tensor -> initialized.add(tensor.getName()));
    for (ValueInfoProto input : graph.getInputList()) {
      // Before IR version 4 every initializer stood among the inputs too.
      if (!initialized.contains(input.getName())) {
        inputs.put(input.getName(), names.place(input.getName()));
      }
    }
    return inputs;
  }

  /// The node ready to run; empty, with an obstacle noted, if that cannot be.
  private Optional<BoundNode> bind(NodeProto proto) {
    String name = place(proto);
    Optional<Operator> operator =
        OperatorSet.onnx().find(proto.getDomain(), proto.getOpType(), opset);
    if (operator.isEmpty()) {
      String domain = proto.getDomain().isEmpty() ? "" : proto.getDomain() + ".";
      obstacles.add(new Obstacle.Absent(domain + proto.getOpType(), name));
      return Optional.empty();
    }
    try {
      var node = new Node(proto, opset);
      Step step = operator.get().bind(node);
      if (!node.unread().isEmpty()) {
        throw new UnsupportedNodeException("it does not know " + node.unread());
      }
      int[] inputs = proto.getInputList().stream().mapToInt(names::place).toArray();
      int[] outputs = proto.getOutputList().stream().mapToInt(names::place).toArray();
      return Optional.of(
          new BoundNode(proto.getOpType() + " (node '" + name + "')", step, inputs, outputs));
    } catch (UnsupportedNodeException e) {
      obstacles.add(new Obstacle.Variant(proto.getOpType(), name, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static String place(NodeProto proto) {
    if (!proto.getName().isEmpty() || proto.getOutputCount() == 0) {
      return proto.getName();
    }
    return proto.getOutput(0);
  }

  /// Runs the nodes that depend on nothing, and gives the others.
  private List<BoundNode> fold(List<BoundNode> bound, Constants constants) {
    List<BoundNode> others = new ArrayList<>();
    for (BoundNode node : bound) {
      if (!isFixed(node, constants)) {
        others.add(node);
        continue;
      }
      try (NDManager scope = constants.manager().newSubManager()) {
        var frame = new Frame(scope, constants, names.count());
        node.run(frame);
        for (int output : node.outputs()) {
          if (output != Names.NONE) {
            constants.put(output, kept(frame.get(output), constants.manager()));
          }
        }
      }
    }
    return others;
  }

  private boolean isFixed(BoundNode node, Constants constants) {
    boolean ofShape = OF_SHAPE.stream().anyMatch(name -> node.what().startsWith(name + " "));
    for (int input : node.inputs()) {
      if (input != Names.NONE
          && (!constants.has(input) || (weightPlaces.contains(input) && !ofShape))) {
        return false;
      }
    }
    return true;
  }

  /// A copy: what a step gave may be one of its operands, which has its owner already.
  private static NDArray kept(NDArray array, NDManager manager) {
    NDArray copy = array.duplicate();
    copy.attach(manager);
    return copy;
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
