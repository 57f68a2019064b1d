package io.parcook.sync.admission;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a graph may do, judged before anything runs it.
///
/// Every node reads what stands before it. Its operator is on the list. Sizes follow from shapes
/// and constants alone: a size that hangs on the features' values could be small on every probe and
/// fill the memory on one evening. Trees end, and read no feature that is not there.
final class GraphRules {

  /// Inputs that say how large an output is, by operator.
  private static final Map<String, List<Integer>> SIZES =
      Map.ofEntries(
          Map.entry("ConstantOfShape", List.of(0)),
          Map.entry("Expand", List.of(1)),
          Map.entry("Pad", List.of(1, 3)),
          Map.entry("Range", List.of(0, 1, 2)),
          Map.entry("Reshape", List.of(1)),
          Map.entry("Slice", List.of(1, 2, 3, 4)),
          Map.entry("Split", List.of(1)),
          Map.entry("Squeeze", List.of(1)),
          Map.entry("Tile", List.of(1)),
          Map.entry("TopK", List.of(1)),
          Map.entry("Unsqueeze", List.of(1)));

  private static final Set<String> GROWING = Set.of("ConstantOfShape", "Expand", "Range", "Tile");

  private static final Set<String> OF_SHAPES = Set.of("Shape", "Size");

  /// Operators that leave the last axis as it is, as long as the other operand is no wider.
  private static final Set<String> SAME_WIDTH =
      Set.of("Identity", "Cast", "Clip", "Add", "Sub", "Mul", "Div", "Relu", "Scaler", "Imputer");

  private final Caps caps;

  private final Set<String> known = new HashSet<>();

  /// Counts that a constant asks for where it is a size: the product of its whole numbers.
  private final Map<String, Long> counts = new HashMap<>();

  /// Values that depend on what the features are, and not on how many rows there are.
  private final Set<String> ofFeatures = new HashSet<>();

  /// Values as wide as the features.
  private final Set<String> wide = new HashSet<>();

  private long elements;

  private GraphRules(Caps caps) {
    this.caps = caps;
  }

  /// @param features how many the card names
  /// @throws RefusedModelException at the first thing that must not be
  static void check(GraphProto graph, Caps caps, int features) {
    var rules = new GraphRules(caps);
    rules.known.add("");
    for (TensorProto tensor : graph.getInitializerList()) {
      rules.known.add(tensor.getName());
      rules.tensor(tensor, tensor.getName());
    }
    for (ValueInfoProto input : graph.getInputList()) {
      if (rules.known.add(input.getName())) {
        rules.ofFeatures.add(input.getName());
        rules.wide.add(input.getName());
      }
    }
    for (NodeProto node : graph.getNodeList()) {
      rules.node(node, features);
    }
  }

  private void node(NodeProto node, int features) {
    String operator = node.getOpType();
    if (!OperatorList.has(node.getDomain(), operator)) {
      String name = node.getDomain().isEmpty() ? operator : node.getDomain() + "." + operator;
      throw refused(new Refusal.Operator(name, name(node)));
    }
    for (String input : node.getInputList()) {
      if (!known.contains(input)) {
        throw refused(
            new Refusal.NotOnnx(
                "node '" + name(node) + "' reads '" + input + "', which nothing before it makes"));
      }
    }
    sizes(node);
    if (operator.equals(OperatorList.TREES)) {
      if (node.getInputCount() != 1 || !wide.contains(node.getInput(0))) {
        throw refused(new Refusal.BadTrees(name(node), "they read something else than features"));
      }
      TreeRules.check(node, features);
    }
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasT()) {
        tensor(attribute.getT(), node.getOutputCount() == 0 ? "" : node.getOutput(0));
      }
      attribute.getTensorsList().forEach(tensor -> tensor(tensor, ""));
    }
    follow(node);
  }

  /// Whether the node's output is of a size that can be known and borne.
  private void sizes(NodeProto node) {
    for (int place : SIZES.getOrDefault(node.getOpType(), List.of())) {
      String size = place < node.getInputCount() ? node.getInput(place) : "";
      if (ofFeatures.contains(size)) {
        throw refused(new Refusal.Growth(node.getOpType(), name(node)));
      }
      if (GROWING.contains(node.getOpType())) {
        atMostElements(counts.getOrDefault(size, 0L));
      }
    }
  }

  /// Notes what the node's outputs are.
  private void follow(NodeProto node) {
    boolean depends =
        !OF_SHAPES.contains(node.getOpType())
            && node.getInputList().stream().anyMatch(ofFeatures::contains);
    boolean keeps =
        SAME_WIDTH.contains(node.getOpType())
            && node.getInputList().stream().anyMatch(wide::contains);
    for (String output : node.getOutputList()) {
      known.add(output);
      if (depends) {
        ofFeatures.add(output);
      }
      if (keeps) {
        wide.add(output);
      }
    }
  }

  private void tensor(TensorProto tensor, String name) {
    elements += TensorRules.check(tensor);
    atMostElements(elements);
    TensorRules.count(tensor).ifPresent(count -> counts.put(name, count));
  }

  private void atMostElements(long found) {
    if (found > caps.elements()) {
      throw refused(new Refusal.TooMany("elements", found, caps.elements()));
    }
  }

  private static String name(NodeProto node) {
    if (!node.getName().isEmpty() || node.getOutputCount() == 0) {
      return node.getName();
    }
    return node.getOutput(0);
  }

  private static RefusedModelException refused(Refusal refusal) {
    return new RefusedModelException(refusal);
  }
}
