package io.parcook.tuning.tune;

/// ONNX Runtime does not give with the tuned weights what the tuner gave; the adapter is not made.
final class LostParityException extends RuntimeException {

  LostParityException(double difference) {
    super(
        "ONNX Runtime's answer with the tuned weights differs from the tuner's by "
            + difference
            + "; "
            + Parity.ALLOWED
            + " is allowed. The live model stays. This is a fault of an operator: report it with"
            + " the model.");
  }
}
