package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;

/// What hands on its operand, as it is or in another type.
final class PassingCases {

  private static final String TRUTHS = "a truth has none";
  private static final String WHOLES = "whole numbers have none";

  private PassingCases() {}

  static List<OperatorCase> rows() {
    return List.of(
        row("Identity", "of a matrix", s -> s.floats(s.dim(), s.dim())),
        row("Dropout", "at inference", s -> s.floats(s.dim(), 3)),
        row("Dropout", "with its ratio", s -> s.floats(s.dim(), 3).fixedFloat(0.5)),
        row("Dropout", "with its mask", s -> s.floats(s.dim(), 3).fixedFloat(0.5).outputs(2)),
        row(
            "Dropout",
            "told not to train",
            s -> s.floats(s.dim(), 3).fixedFloat(0.5).fixedTruth(false)),
        row("Cast", "to what it is", s -> to(s.floats(s.dim(), 3), DataType.FLOAT)),
        row("Cast", "to double", s -> to(s.floats(s.dim(), 3), DataType.DOUBLE)),
        row("Cast", "to whole numbers", s -> to(s.between(-5, 5, 4, 3), DataType.INT64))
            .withoutGradient(WHOLES),
        row("Cast", "to short whole numbers", s -> to(s.between(-5, 5, 4, 3), DataType.INT32))
            .withoutGradient(WHOLES),
        row("Cast", "of whole numbers", s -> to(s.longs(-5, 5, 4, 3), DataType.FLOAT))
            .withoutGradient(WHOLES),
        row("Cast", "to truths", s -> to(s.longs(-1, 2, 4, 3), DataType.BOOL))
            .withoutGradient(TRUTHS),
        row("Cast", "of truths", s -> to(s.booleans(4, 3), DataType.FLOAT)).withoutGradient(TRUTHS),
        row("CastLike", "of floats", s -> s.floats(s.dim(), 3).fixedFloat(1)),
        row("CastLike", "to whole numbers", s -> s.between(-5, 5, 4, 3).fixedScalar(1))
            .withoutGradient(WHOLES));
  }

  private static void to(Setup setup, DataType type) {
    setup.attribute("to", type.getNumber());
  }
}
