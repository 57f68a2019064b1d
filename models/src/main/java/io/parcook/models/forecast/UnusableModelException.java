package io.parcook.models.forecast;

/// A model that ONNX Runtime cannot open, or whose graph is not what its card says.
public final class UnusableModelException extends RuntimeException {

  public UnusableModelException(String message) {
    super(message);
  }

  public UnusableModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
