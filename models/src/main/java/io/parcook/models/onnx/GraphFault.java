package io.parcook.models.onnx;

/// Why a file is not accepted as a model's graph.
public sealed interface GraphFault {

  /// The file is larger than the store takes.
  record TooLarge(long bytes, long mostBytes) implements GraphFault {}

  /// The bytes are not an ONNX model.
  record NotOnnx(String detail) implements GraphFault {}

  /// A tensor's values lie in another file. A model is one file: ONNX Runtime would follow such a
  /// reference wherever it points below the working directory, hard links included.
  record ExternalData(String tensor) implements GraphFault {}

  /// A `metadata_props` key stands twice, so that readers could disagree on its value.
  record DuplicateProperty(String key) implements GraphFault {}

  /// Two initializers share a name.
  record DuplicateInitializer(String name) implements GraphFault {}

  /// One sentence: what, where, and what to do.
  default String message() {
    return switch (this) {
      case TooLarge(long bytes, long mostBytes) ->
          "The model file has " + bytes + " bytes; at most " + mostBytes + " are accepted.";
      case NotOnnx(String detail) -> "The file is not an ONNX model: " + detail + ".";
      case ExternalData(String tensor) ->
          "The model keeps tensor '"
              + tensor
              + "' in another file; export it as one file without external data.";
      case DuplicateProperty(String key) ->
          "The model's metadata_props have '" + key + "' twice; export it with one.";
      case DuplicateInitializer(String name) ->
          "The model has two initializers named '" + name + "'; export it again.";
    };
  }
}
