package io.parcook.tuning.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where a graph is cut in two: the front is every node that the engine cannot run, with all that
/// it depends on; the rest stands behind it. ONNX Runtime runs the front, and what it gives is a
/// constant to the rest. A graph that the engine can run whole has an empty front.
final class Cut {

  private final GraphProto graph;
  private final BitSet front;
  private final Set<String> readByFront = new HashSet<>();
  private final Set<String> readByRest = new HashSet<>();

  private Cut(GraphProto graph, BitSet front) {
    this.graph = graph;
    this.front = front;
    for (int i = 0; i < graph.getNodeCount(); i++) {
      addReads(graph.getNode(i), front.get(i) ? readByFront : readByRest);
    }
    graph.getOutputList().forEach(output -> readByRest.add(output.getName()));
  }

  /// @param refused places of the nodes that the engine cannot run
  static Cut behind(GraphProto graph, BitSet refused) {
    var front = (BitSet) refused.clone();
    Set<String> wanted = new HashSet<>();
    for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = graph.getNode(i);
      if (front.get(i) || node.getOutputList().stream().anyMatch(wanted::contains)) {
        front.set(i);
        addReads(node, wanted);
      }
    }
    return new Cut(graph, front);
  }

  boolean isEmpty() {
    return front.isEmpty();
  }

  boolean inFront(int node) {
    return front.get(node);
  }

  /// Whether the front reads an input or an initializer.
  boolean frontReads(String name) {
    return readByFront.contains(name);
  }

  /// Whether the rest reads a value, or the graph gives it.
  boolean restReads(String name) {
    return readByRest.contains(name);
  }

  /// The values that the front makes and the rest reads.
  List<String> crossing() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      if (front.get(i)) {
        graph.getNode(i).getOutputList().stream()
            .filter(name -> !name.isEmpty() && readByRest.contains(name))
            .forEach(names::add);
      }
    }
    return names;
  }

  /// The front as a model of its own, which gives what crosses the cut.
  ModelProto frontOf(ModelProto whole) {
    var part =
        graph.toBuilder().clearNode().clearInitializer().clearSparseInitializer().clearInput();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      if (front.get(i)) {
        part.addNode(graph.getNode(i));
      }
    }
    graph.getInputList().stream()
        .filter(input -> frontReads(input.getName()))
        .forEach(part::addInput);
    for (TensorProto tensor : graph.getInitializerList()) {
      if (frontReads(tensor.getName())) {
        part.addInitializer(tensor);
      }
    }
    graph.getSparseInitializerList().stream()
        .filter(sparse -> frontReads(sparse.getValues().getName()))
        .forEach(part::addSparseInitializer);
    part.clearOutput();
    crossing().forEach(name -> part.addOutput(ValueInfoProto.newBuilder().setName(name)));
    return whole.toBuilder().setGraph(part).build();
  }

  /// Adds what a node reads: its inputs, and what graphs inside of it take from around it.
  private static void addReads(NodeProto node, Set<String> names) {
    names.addAll(node.getInputList());
    for (AttributeProto attribute : node.getAttributeList()) {
      attribute.getG().getNodeList().forEach(inner -> addReads(inner, names));
      attribute
          .getGraphsList()
          .forEach(graph -> graph.getNodeList().forEach(inner -> addReads(inner, names)));
    }
  }
}
