package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Tensors of a file as arrays of the engine.
public final class EngineTensors {

  private EngineTensors() {}

  /// The engine's type for one of ONNX's, if it has one that a graph here may use.
  public static Optional<DataType> type(int onnx) {
    return Optional.ofNullable(TensorProto.DataType.forNumber(onnx))
        .flatMap(
            type ->
                switch (type) {
                  case FLOAT -> Optional.of(DataType.FLOAT32);
                  case DOUBLE -> Optional.of(DataType.FLOAT64);
                  case INT64 -> Optional.of(DataType.INT64);
                  case INT32 -> Optional.of(DataType.INT32);
                  case BOOL -> Optional.of(DataType.BOOLEAN);
                  default -> Optional.empty();
                });
  }

  /// A copy of a tensor that belongs to `manager`.
  ///
  /// @throws UnsupportedNodeException if its type is none that a graph here may use
  /// @throws IllegalArgumentException if it holds fewer or more values than its shape says
  public static NDArray read(NDManager manager, TensorProto tensor) {
    DataType type =
        type(tensor.getDataType())
            .orElseThrow(
                () ->
                    new UnsupportedNodeException(
                        "tensor '" + tensor.getName() + "' is of type " + typeName(tensor)));
    var shape = new Shape(tensor.getDimsList());
    ByteBuffer bytes = tensor.hasRawData() ? raw(tensor) : typed(tensor, type);
    if (bytes.remaining() != shape.size() * type.getNumOfBytes()) {
      throw new IllegalArgumentException(
          "Tensor '"
              + tensor.getName()
              + "' has shape "
              + shape
              + " but "
              + bytes.remaining() / type.getNumOfBytes()
              + " values");
    }
    return manager.create(bytes, shape, type);
  }

  private static ByteBuffer raw(TensorProto tensor) {
    return direct(tensor.getRawData().size())
        .put(tensor.getRawData().asReadOnlyByteBuffer())
        .flip()
        .order(ByteOrder.nativeOrder());
  }

  private static ByteBuffer typed(TensorProto tensor, DataType type) {
    ByteBuffer bytes;
    switch (type) {
      case FLOAT32 -> {
        bytes = direct(tensor.getFloatDataCount() * Float.BYTES);
        tensor.getFloatDataList().forEach(bytes::putFloat);
      }
      case FLOAT64 -> {
        bytes = direct(tensor.getDoubleDataCount() * Double.BYTES);
        tensor.getDoubleDataList().forEach(bytes::putDouble);
      }
      case INT64 -> {
        bytes = direct(tensor.getInt64DataCount() * Long.BYTES);
        tensor.getInt64DataList().forEach(bytes::putLong);
      }
      case INT32 -> {
        bytes = direct(tensor.getInt32DataCount() * Integer.BYTES);
        tensor.getInt32DataList().forEach(bytes::putInt);
      }
      default -> {
        bytes = direct(tensor.getInt32DataCount());
        tensor.getInt32DataList().forEach(value -> bytes.put(value.byteValue()));
      }
    }
    return bytes.flip();
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static String typeName(TensorProto tensor) {
    var type = TensorProto.DataType.forNumber(tensor.getDataType());
    return type == null ? "number " + tensor.getDataType() : type.name();
  }
}
