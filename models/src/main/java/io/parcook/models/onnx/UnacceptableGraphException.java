package io.parcook.models.onnx;

/// A file that is not accepted as a model's graph.
public final class UnacceptableGraphException extends RuntimeException {

  private final transient GraphFault fault;

  public UnacceptableGraphException(GraphFault fault) {
    super(fault.message());
    this.fault = fault;
  }

  public GraphFault fault() {
    return fault;
  }
}
