package io.parcook.sync.admission;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a tree ensemble may be: trees. Every inner node names two nodes of its own tree and a
/// feature that is there, and no path comes back to where it was: a circle that a probe does not
/// enter would hold a forecast for ever on the day that a guest does.
final class TreeRules {

  private static final String LEAF = "LEAF";

  private final String name;
  private final Map<String, AttributeProto> attributes = new HashMap<>();

  private TreeRules(NodeProto node) {
    name = node.getName();
    node.getAttributeList().forEach(attribute -> attributes.put(attribute.getName(), attribute));
  }

  /// A node of a tree by the numbers that the ensemble gives them.
  private record Place(long tree, long node) {}

  /// @throws RefusedModelException if they are no trees
  static void check(NodeProto node, int features) {
    new TreeRules(node).check(features);
  }

  private void check(int features) {
    List<Long> trees = longs("nodes_treeids");
    List<Long> nodes = longs("nodes_nodeids");
    List<Long> read = longs("nodes_featureids");
    List<Long> yes = longs("nodes_truenodeids");
    List<Long> no = longs("nodes_falsenodeids");
    List<String> modes =
        attribute("nodes_modes").getStringsList().stream()
            .map(mode -> mode.toStringUtf8())
            .toList();
    for (List<?> other : List.of(nodes, read, yes, no, modes)) {
      require(other.size() == trees.size(), "their lists differ in length");
    }
    Map<Place, Integer> places = new HashMap<>();
    for (int i = 0; i < trees.size(); i++) {
      require(places.put(new Place(trees.get(i), nodes.get(i)), i) == null, "a node stands twice");
    }
    List<List<Integer>> next = new ArrayList<>();
    Set<Integer> children = new HashSet<>();
    for (int i = 0; i < trees.size(); i++) {
      if (modes.get(i).equals(LEAF)) {
        next.add(List.of());
        continue;
      }
      require(read.get(i) >= 0 && read.get(i) < features, "one reads feature " + read.get(i));
      Integer left = places.get(new Place(trees.get(i), yes.get(i)));
      Integer right = places.get(new Place(trees.get(i), no.get(i)));
      require(left != null && right != null, "a branch leads nowhere");
      // One parent for each node, and one root for each tree, leave no room for a circle that a
      // root reaches; one that none reaches has as many nodes without a root.
      require(children.add(left) && children.add(right), "a node has two parents");
      next.add(List.of(left, right));
    }
    int reached = 0;
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      if (!children.contains(i)) {
        open.add(i);
      }
    }
    while (!open.isEmpty()) {
      reached++;
      open.addAll(next.get(open.removeLast()));
    }
    require(reached == trees.size(), "a path comes back to where it was");
    List<Long> targetTrees = longs("target_treeids");
    List<Long> targetNodes = longs("target_nodeids");
    require(targetTrees.size() == targetNodes.size(), "their lists differ in length");
    for (int i = 0; i < targetTrees.size(); i++) {
      require(
          places.containsKey(new Place(targetTrees.get(i), targetNodes.get(i))),
          "a weight belongs to no node");
    }
  }

  private List<Long> longs(String attribute) {
    return attribute(attribute).getIntsList();
  }

  private AttributeProto attribute(String attribute) {
    return attributes.getOrDefault(attribute, AttributeProto.getDefaultInstance());
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new RefusedModelException(new Refusal.BadTrees(name, otherwise));
    }
  }
}
