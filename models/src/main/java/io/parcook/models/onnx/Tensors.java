package io.parcook.models.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Tensor messages and Java arrays. ONNX keeps values either as raw little-endian bytes or in a
/// typed list; this reads both and writes raw bytes.
final class Tensors {

  private Tensors() {}

  static Initializer describe(TensorProto tensor) {
    return new Initializer(
        tensor.getName(),
        tensor.getDimsList(),
        tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE);
  }

  static float[] floats(TensorProto tensor) {
    Initializer shape = describe(tensor);
    if (!shape.isFloat()) {
      throw new IllegalArgumentException("'" + tensor.getName() + "' is not a tensor of floats");
    }
    boolean raw = tensor.hasRawData();
    int held = raw ? tensor.getRawData().size() / Float.BYTES : tensor.getFloatDataCount();
    if (shape.elements() != held) {
      throw new IllegalArgumentException(
          "'" + tensor.getName() + "' has shape " + shape.shape() + " but " + held + " values");
    }
    var values = new float[held];
    if (raw) {
      littleEndian(tensor.getRawData()).asFloatBuffer().get(values);
    } else {
      for (int i = 0; i < held; i++) {
        values[i] = tensor.getFloatData(i);
      }
    }
    return values;
  }

  static TensorProto withFloats(TensorProto tensor, float[] values) {
    Initializer shape = describe(tensor);
    if (!shape.isFloat() || shape.elements() != values.length) {
      throw new IllegalArgumentException(
          "'" + shape.name() + "' takes " + shape.elements() + " floats, not " + values.length);
    }
    return tensor.toBuilder().clearFloatData().setRawData(raw(values)).build();
  }

  static TensorProto ofFloats(String name, float[] values, int... shape) {
    var tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
    for (int length : shape) {
      tensor.addDims(length);
    }
    return withFloats(tensor.build(), values);
  }

  /// A scalar.
  static TensorProto ofLong(String name, long value) {
    return ofLongs(name, value).toBuilder().clearDims().build();
  }

  /// One axis of whole numbers.
  static TensorProto ofLongs(String name, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64_VALUE)
        .addDims(values.length)
        .setRawData(ByteString.copyFrom(bytes))
        .build();
  }

  private static ByteString raw(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  private static ByteBuffer littleEndian(ByteString bytes) {
    return bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
