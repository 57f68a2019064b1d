package io.parcook.tuning.graph;

import io.parcook.tuning.operator.OperatorSet;
import java.util.List;

/// Why a graph cannot be tuned.
public sealed interface Obstacle {

  /// The graph is written in a version of ONNX's operators that is not read here.
  record Opset(long version) implements Obstacle {}

  /// An operator that is not built here.
  ///
  /// @param operator its name, with its domain where that is not the standard one
  /// @param node the node's name, or its first output where it has none
  record Absent(String operator, String node) implements Obstacle {}

  /// An operator that is built here, but not in the variant that a node asks for.
  record Variant(String operator, String node, String why) implements Obstacle {}

  /// ONNX Runtime refuses the part of the graph that has no gradient.
  record Front(String why) implements Obstacle {}

  /// Weights that were to be tuned, but that the other obstacles stand between them and the
  /// outputs, so that they have no gradient.
  record Behind(List<String> weights) implements Obstacle {}

  /// One sentence: what, where, and what to do.
  default String message() {
    return switch (this) {
      case Opset(long version) ->
          "Its opset is "
              + version
              + "; opsets "
              + OperatorSet.FIRST
              + " to "
              + OperatorSet.LAST
              + " can be tuned, so export it with one of them.";
      case Absent(String operator, String node) ->
          "Operator " + operator + " (node '" + node + "') has no gradient here.";
      case Variant(String operator, String node, String why) ->
          "Operator "
              + operator
              + " (node '"
              + node
              + "') is asked for what is not built: "
              + why
              + ".";
      case Front(String why) -> "ONNX Runtime cannot run the part before it: " + why + ".";
      case Behind(List<String> weights) ->
          "Weights that lie behind it cannot be tuned: "
              + String.join(", ", weights)
              + "; name others.";
    };
  }
}
