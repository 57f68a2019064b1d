package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;
import java.util.stream.Stream;

/// Constants, shapes and ranges.
final class MakingCases {

  private MakingCases() {}

  static List<OperatorCase> rows() {
    return Stream.of(
            row("Constant", "of a tensor", s -> s.attribute("value", floats())),
            row("Constant", "of a number", s -> s.attribute("value_float", 1.5f)),
            row("Constant", "of a whole number", s -> s.attribute("value_int", -7)),
            row("Constant", "of whole numbers", s -> s.attribute("value_ints", List.of(3L, -4L))),
            row("ConstantOfShape", "of zeros", s -> s.fixed(2, s.dim())),
            row("ConstantOfShape", "of a value", s -> s.fixed(s.dim()).attribute("value", big())),
            row("ConstantOfShape", "without axes", s -> s.fixed().attribute("value", big())),
            row("Shape", "of all axes", s -> s.floats(s.dim(), s.dim(), 1)),
            row("Shape", "of a scalar", s -> s.floats()),
            row(
                    "Shape",
                    "of the middle",
                    s -> s.floats(2, s.dim(), 3, 4).attribute("start", 1).attribute("end", -1))
                .since(15),
            row("Shape", "beyond", s -> s.floats(2, 3).attribute("start", -9).attribute("end", 9))
                .since(15),
            row("Size", "of a matrix", s -> s.floats(s.dim(), s.dim())),
            row("Range", "upwards", s -> s.fixedScalar(2).fixedScalar(11).fixedScalar(3)),
            row("Range", "downwards", s -> s.fixedScalar(5).fixedScalar(-4).fixedScalar(-2)),
            row("Range", "of nothing", s -> s.fixedScalar(5).fixedScalar(5).fixedScalar(1)),
            row("Range", "of floats", s -> s.fixedFloat(0.5).fixedFloat(3.4).fixedFloat(0.7)))
        .map(row -> row.withoutGradient("what it makes depends on no float"))
        .toList();
  }

  private static TensorProto floats() {
    return Operand.floats("", new float[] {1, 2, 3, 4, 5, 6}, 2, 3).tensor();
  }

  /// More than a float can tell from its neighbours.
  private static TensorProto big() {
    return Operand.longs("", new long[] {(1L << 40) + 1}, 1).tensor();
  }
}
