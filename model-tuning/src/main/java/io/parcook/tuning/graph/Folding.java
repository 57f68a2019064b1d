package io.parcook.tuning.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Computes once what depends on nothing: constants, and the shapes that are made of them.
final class Folding {

  /// What is larger than this is made anew in each run: a few bytes of a file may ask for any size,
  /// and the engine often gives a view that takes no memory.
  private static final long MOST_ELEMENTS = 1 << 22;

  private final Constants constants;
  private final Names names;
  private final Set<Integer> weights;

  /// @param constants what is known; what is computed is added to it
  /// @param weights places of what only looks fixed
  Folding(Constants constants, Names names, Collection<Integer> weights) {
    this.constants = constants;
    this.names = names;
    this.weights = new HashSet<>(weights);
  }

  /// Runs the nodes that depend on nothing, and gives the others in their order.
  List<BoundNode> fold(List<BoundNode> nodes) {
    List<BoundNode> others = new ArrayList<>();
    for (BoundNode node : nodes) {
      if (!isFixed(node) || !keeps(node)) {
        others.add(node);
      }
    }
    return others;
  }

  private boolean isFixed(BoundNode node) {
    for (int input : node.inputs()) {
      boolean fixed =
          input == Names.NONE
              || (constants.has(input) && (!weights.contains(input) || node.asksForShapeAlone()));
      if (!fixed) {
        return false;
      }
    }
    return true;
  }

  /// Runs a node and keeps what it gives, unless that is too large.
  private boolean keeps(BoundNode node) {
    try (NDManager scope = constants.manager().newSubManager()) {
      var frame = new Frame(scope, constants, names.count());
      node.run(frame);
      for (int output : node.outputs()) {
        if (output != Names.NONE && frame.get(output).size() > MOST_ELEMENTS) {
          return false;
        }
      }
      for (int output : node.outputs()) {
        if (output != Names.NONE) {
          // A copy: what a step gave may be one of its operands, which has its owner already.
          NDArray copy = frame.get(output).duplicate();
          copy.attach(constants.manager());
          constants.put(output, copy);
        }
      }
      return true;
    }
  }
}
