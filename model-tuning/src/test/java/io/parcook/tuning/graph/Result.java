package io.parcook.tuning.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// An output of either engine.
///
/// @param type as the engine of the tests, PyTorch, names it
/// @param values row-major; 0 and 1 for booleans
record Result(DataType type, long[] shape, double[] values) {

  static Result of(NDArray array) {
    double[] values =
        switch (array.getDataType()) {
          case FLOAT32 -> widen(array.toFloatArray());
          case FLOAT64 -> array.toDoubleArray();
          case INT64 -> Arrays.stream(array.toLongArray()).asDoubleStream().toArray();
          case INT32 -> Arrays.stream(array.toIntArray()).asDoubleStream().toArray();
          case BOOLEAN -> truth(array.toByteArray());
          default -> throw new AssertionError("No graph gives " + array.getDataType());
        };
    return new Result(array.getDataType(), array.getShape().getShape(), values);
  }

  static Result of(OnnxTensor tensor) throws OrtException {
    ByteBuffer bytes = tensor.getByteBuffer();
    int size = (int) Operand.size(tensor.getInfo().getShape());
    var values = new double[size];
    DataType type =
        switch (tensor.getInfo().type) {
          case FLOAT -> DataType.FLOAT32;
          case DOUBLE -> DataType.FLOAT64;
          case INT64 -> DataType.INT64;
          case INT32 -> DataType.INT32;
          case BOOL -> DataType.BOOLEAN;
          default -> throw new AssertionError("No graph gives " + tensor.getInfo().type);
        };
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (tensor.getInfo().type) {
            case FLOAT -> bytes.getFloat();
            case DOUBLE -> bytes.getDouble();
            case INT64 -> bytes.getLong();
            case INT32 -> bytes.getInt();
            default -> bytes.get();
          };
    }
    return new Result(type, tensor.getInfo().getShape(), values);
  }

  /// `Σ weight · value`.
  double projected(double[] weights) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  private static double[] widen(float[] floats) {
    var values = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      values[i] = floats[i];
    }
    return values;
  }

  private static double[] truth(byte[] bytes) {
    var values = new double[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i];
    }
    return values;
  }
}
