package io.parcook.tuning.operator;

/// A node asks its operator for something that is not built here. The graph can still be served.
public final class UnsupportedNodeException extends RuntimeException {

  /// @param why what it asks for, as the end of a sentence that names the node
  public UnsupportedNodeException(String why) {
    super(why);
  }
}
