package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Operators that make arrays of what is not in one: constants, shapes, ranges.
final class Making {

  private Making() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("Constant", 1, Making::constant),
        new Definition("ConstantOfShape", 9, Making::constantOfShape),
        new Definition("Shape", 1, Making::shape),
        // The number of elements.
        new Definition(
            "Size", 1, _ -> Step.giving(in -> in.scope().create(in.get(0).getShape().size()))),
        new Definition("Range", 11, _ -> Step.giving(Making::range)));
  }

  /// `Constant()`: what its attribute holds, a tensor, a number or a list of numbers.
  private static Step constant(Node node) {
    Optional<TensorProto> tensor = node.tensor("value");
    if (tensor.isPresent()) {
      return Step.giving(in -> EngineTensors.read(in.scope(), tensor.get()));
    }
    if (node.states("value_float")) {
      float value = node.number("value_float", 0);
      return Step.giving(in -> in.scope().create(value));
    }
    if (node.states("value_int")) {
      long value = node.whole("value_int", 0);
      return Step.giving(in -> in.scope().create(value));
    }
    Optional<float[]> numbers = node.numbers("value_floats");
    if (numbers.isPresent()) {
      return Step.giving(in -> in.scope().create(numbers.get()));
    }
    long[] wholes =
        node.wholes("value_ints")
            .orElseThrow(() -> new UnsupportedNodeException("it holds no numbers"));
    return Step.giving(in -> in.scope().create(wholes));
  }

  /// `ConstantOfShape(shape)`: an array of that shape, each element the one of the tensor `value`,
  /// which is a float 0 if it is not stated.
  private static Step constantOfShape(Node node) {
    TensorProto zero =
        TensorProto.newBuilder()
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addFloatData(0)
            .build();
    TensorProto value = node.tensor("value").orElse(zero).toBuilder().clearDims().build();
    return Step.giving(
        in -> EngineTensors.read(in.scope(), value).broadcast(new Shape(in.longs(0))));
  }

  /// `Shape(data)`: the lengths of its axes, from `start` until `end` if these are stated.
  private static Step shape(Node node) {
    long start = node.whole("start", 0);
    long end = node.whole("end", Long.MAX_VALUE);
    return Step.giving(
        in -> {
          long[] lengths = in.get(0).getShape().getShape();
          int from = place(start, lengths.length);
          int until = Math.max(from, place(end, lengths.length));
          return in.scope().create(Arrays.copyOfRange(lengths, from, until));
        });
  }

  private static int place(long axis, int rank) {
    return Math.toIntExact(Math.clamp(axis < 0 ? axis + rank : axis, 0L, rank));
  }

  /// `Range(start, limit, delta)`: `start`, `start + delta` and so on, short of `limit`.
  private static NDArray range(Operands in) {
    DataType type = in.get(0).getDataType();
    NDManager scope = in.scope();
    if (!type.isFloating()) {
      long start = in.longs(0)[0];
      long delta = in.longs(2)[0];
      long count = Math.max(0, Math.ceilDiv(in.longs(1)[0] - start, delta));
      long[] values = LongStream.range(0, count).map(i -> start + i * delta).toArray();
      return scope.create(values).toType(type, false);
    }
    double start = number(in, 0);
    double delta = number(in, 2);
    int count = (int) Math.max(0, Math.ceil((number(in, 1) - start) / delta));
    var values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = start + i * delta;
    }
    return scope.create(values).toType(type, false);
  }

  private static double number(Operands in, int input) {
    return in.get(input).toType(DataType.FLOAT64, false).getDouble();
  }
}
