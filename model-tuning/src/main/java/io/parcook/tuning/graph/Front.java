package io.parcook.tuning.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.parcook.models.forecast.OnnxRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The part of a graph that ONNX Runtime runs, because the engine cannot: a tree ensemble, say.
/// What it gives has no gradient.
final class Front implements AutoCloseable {

  private final OrtSession session;
  private final List<String> inputs;
  private final List<String> outputs;

  /// @throws OrtException if ONNX Runtime cannot open the model
  Front(ModelProto model) throws OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = OnnxRuntime.environment().createSession(model.toByteArray(), options);
    }
    inputs = List.copyOf(session.getInputNames());
    outputs = List.copyOf(session.getOutputNames());
  }

  List<String> inputs() {
    return inputs;
  }

  List<String> outputs() {
    return outputs;
  }

  /// What it gives for its inputs, as arrays of `scope`.
  ///
  /// @throws IllegalArgumentException if an input is missing, or ONNX Runtime refuses them
  Map<String, NDArray> run(NDManager scope, Map<String, NDArray> arrays) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (String name : inputs) {
        NDArray array = arrays.get(name);
        if (array == null) {
          throw new IllegalArgumentException("Input '" + name + "' is missing");
        }
        tensors.put(name, tensor(array));
      }
      Map<String, NDArray> results = new LinkedHashMap<>();
      try (OrtSession.Result given = session.run(tensors)) {
        for (String name : outputs) {
          results.put(name, array(scope, name, given.get(name).orElseThrow()));
        }
      }
      return results;
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          "ONNX Runtime cannot run the part of the graph that has no gradient: " + e.getMessage(),
          e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(NDArray array) throws OrtException {
    ByteBuffer values = array.toByteBuffer();
    ByteBuffer bytes = ByteBuffer.allocateDirect(values.remaining()).order(ByteOrder.nativeOrder());
    bytes.put(values).flip();
    return OnnxTensor.createTensor(
        OnnxRuntime.environment(), bytes, array.getShape().getShape(), type(array.getDataType()));
  }

  private static OnnxJavaType type(DataType type) {
    return switch (type) {
      case FLOAT32 -> OnnxJavaType.FLOAT;
      case FLOAT64 -> OnnxJavaType.DOUBLE;
      case INT64 -> OnnxJavaType.INT64;
      case INT32 -> OnnxJavaType.INT32;
      case BOOLEAN -> OnnxJavaType.BOOL;
      default -> throw new IllegalArgumentException("No graph takes an input of type " + type);
    };
  }

  private static NDArray array(NDManager scope, String name, OnnxValue value) {
    if (!(value instanceof OnnxTensor tensor)) {
      throw new IllegalArgumentException(
          "Value '" + name + "' is " + value.getType() + ", which no array can hold");
    }
    DataType type =
        switch (tensor.getInfo().type) {
          case FLOAT -> DataType.FLOAT32;
          case DOUBLE -> DataType.FLOAT64;
          case INT64 -> DataType.INT64;
          case INT32 -> DataType.INT32;
          case BOOL -> DataType.BOOLEAN;
          default ->
              throw new IllegalArgumentException(
                  "Value '" + name + "' is of type " + tensor.getInfo().type);
        };
    return scope.create(tensor.getByteBuffer(), new Shape(tensor.getInfo().getShape()), type);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close a session", e);
    }
  }
}
