package io.parcook.tuning.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A named array that both engines are given.
///
/// @param bytes little-endian, row-major
/// @param differentiable whether a gradient with respect to it is compared
record Operand(
    String name, TensorProto.DataType type, long[] shape, byte[] bytes, boolean differentiable) {

  static long size(long... shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  static Operand floats(String name, float[] values, long... shape) {
    return new Operand(name, TensorProto.DataType.FLOAT, shape, bytes(values), true);
  }

  static Operand constant(String name, float value) {
    return new Operand(
        name, TensorProto.DataType.FLOAT, new long[0], bytes(new float[] {value}), false);
  }

  static Operand longs(String name, long[] values, long... shape) {
    var bytes = new byte[values.length * Long.BYTES];
    order(bytes).asLongBuffer().put(values);
    return new Operand(name, TensorProto.DataType.INT64, shape, bytes, false);
  }

  static Operand booleans(String name, boolean[] values, long... shape) {
    var bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return new Operand(name, TensorProto.DataType.BOOL, shape, bytes, false);
  }

  float[] floats() {
    var values = new float[bytes.length / Float.BYTES];
    order(bytes).asFloatBuffer().get(values);
    return values;
  }

  Operand with(float[] values) {
    return new Operand(name, type, shape, bytes(values), differentiable);
  }

  TensorProto tensor() {
    var tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    for (long length : shape) {
      tensor.addDims(length);
    }
    return tensor.setRawData(ByteString.copyFrom(bytes)).build();
  }

  private static byte[] bytes(float[] values) {
    var bytes = new byte[values.length * Float.BYTES];
    order(bytes).asFloatBuffer().put(values);
    return bytes;
  }

  private static ByteBuffer order(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
