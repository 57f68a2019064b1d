package io.parcook.tuning.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.parcook.tuning.operator.EngineTensors;
import io.parcook.tuning.operator.Node;
import io.parcook.tuning.operator.Operator;
import io.parcook.tuning.operator.OperatorSet;
import io.parcook.tuning.operator.Step;
import io.parcook.tuning.operator.UnsupportedNodeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Binds the nodes of a graph to their operators.
final class NodeBinder {

  private final int opset;
  private final Names names;
  private final Map<String, String> unreadable = new HashMap<>();

  NodeBinder(GraphProto graph, int opset, Names names) {
    this.opset = opset;
    this.names = names;
    for (TensorProto tensor : graph.getInitializerList()) {
      if (EngineTensors.type(tensor.getDataType()).isEmpty()) {
        unreadable.put(tensor.getName(), "is of a type that the engine's graphs do not use");
      }
    }
    graph
        .getSparseInitializerList()
        .forEach(sparse -> unreadable.put(sparse.getValues().getName(), "is sparse"));
  }

  /// A node, bound or not.
  sealed interface Binding {

    record Bound(BoundNode node) implements Binding {}

    record Refused(Obstacle obstacle) implements Binding {}
  }

  Binding bind(NodeProto proto) {
    Optional<Operator> operator =
        OperatorSet.onnx().find(proto.getDomain(), proto.getOpType(), opset);
    if (operator.isEmpty()) {
      String domain = proto.getDomain().isEmpty() ? "" : proto.getDomain() + ".";
      return new Binding.Refused(new Obstacle.Absent(domain + proto.getOpType(), name(proto)));
    }
    for (String input : proto.getInputList()) {
      String why = unreadable.get(input);
      if (why != null) {
        return refused(proto, "its input '" + input + "' " + why);
      }
    }
    try {
      var node = new Node(proto, opset);
      Step step = operator.get().bind(node);
      if (!node.unread().isEmpty()) {
        return refused(proto, "it does not know the attributes " + node.unread());
      }
      int[] inputs = proto.getInputList().stream().mapToInt(names::place).toArray();
      int[] outputs = proto.getOutputList().stream().mapToInt(names::place).toArray();
      return new Binding.Bound(
          new BoundNode(proto.getOpType(), name(proto), step, inputs, outputs));
    } catch (UnsupportedNodeException e) {
      return refused(proto, String.valueOf(e.getMessage()));
    }
  }

  private static Binding refused(NodeProto proto, String why) {
    return new Binding.Refused(new Obstacle.Variant(proto.getOpType(), name(proto), why));
  }

  private static String name(NodeProto proto) {
    if (!proto.getName().isEmpty() || proto.getOutputCount() == 0) {
      return proto.getName();
    }
    return proto.getOutput(0);
  }
}
