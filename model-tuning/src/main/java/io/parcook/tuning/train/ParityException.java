package io.parcook.tuning.train;

/// ONNX Runtime does not give what PyTorch gave for the same weights, so the file was not written.
public final class ParityException extends RuntimeException {

  ParityException(double difference, double allowed) {
    super(
        "ONNX Runtime's answer differs from the trainer's by "
            + difference
            + " of its size; "
            + allowed
            + " is allowed. The model was not written. This is a fault of the graph's writer: keep"
            + " the command line and report it.");
  }
}
