package io.parcook.tuning.operator;

/// One ONNX operator on the engine. It reads a node's attributes once; what it gives then runs as
/// often as the graph does.
@FunctionalInterface
public interface Operator {

  /// Reads the node.
  ///
  /// @throws UnsupportedNodeException if the node asks for a variant that is not built here
  Step bind(Node node);
}
