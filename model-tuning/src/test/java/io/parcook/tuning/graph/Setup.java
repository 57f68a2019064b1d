package io.parcook.tuning.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.parcook.models.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Makes a graph of one node with random operands.
final class Setup {

  private final NodeProto.Builder node;
  private final int opset;
  private final boolean fixedAsInputs;
  private final Random random;
  private final List<Operand> operands = new ArrayList<>();
  private int outputs = 1;

  Setup(String operator, int opset, long seed, boolean fixedAsInputs) {
    node = NodeProto.newBuilder().setOpType(operator).setName("it");
    this.opset = opset;
    this.fixedAsInputs = fixedAsInputs;
    random = new Random(seed);
  }

  /// A random length of an axis, 2 to 4.
  int dim() {
    return 2 + random.nextInt(3);
  }

  Random random() {
    return random;
  }

  int opset() {
    return opset;
  }

  /// Floats from -2 to 2: see [#between].
  Setup floats(long... shape) {
    return between(-2, 2, shape);
  }

  /// Floats, evenly spread over an interval and shuffled. No two of an array are close to each
  /// other and none is close to 0, so that no small step crosses the kink of a maximum or of an
  /// absolute value; another operand has its own offset, so that they do not meet either.
  Setup between(double low, double high, long... shape) {
    int size = (int) Operand.size(shape);
    double apart = (high - low) / Math.max(1, size);
    double offset = 0.25 + 0.5 * (operands.size() % 3) / 3.0;
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, random);
    var values = new float[size];
    for (int i = 0; i < size; i++) {
      double value = low + (order.get(i) + offset) * apart;
      values[i] = (float) (Math.abs(value) < 0.05 ? value + Math.copySign(0.05, value) : value);
    }
    return add(Operand.floats(name(), values, shape), false);
  }

  /// Whole numbers that a graph would fix: axes, a shape, repeats.
  Setup fixed(long... values) {
    return add(Operand.longs(name(), values, values.length), true);
  }

  /// One whole number without an axis that a graph would fix.
  Setup fixedScalar(long value) {
    return add(Operand.longs(name(), new long[] {value}), true);
  }

  /// One float without an axis that a graph would fix.
  Setup fixedFloat(double value) {
    return add(Operand.constant(name(), (float) value), true);
  }

  /// A truth that a graph would fix.
  Setup fixedTruth(boolean value) {
    return add(Operand.booleans(name(), new boolean[] {value}), true);
  }

  /// Whole numbers from `low` until `high` that come in from outside.
  Setup longs(long low, long high, long... shape) {
    long[] values = random.longs(Operand.size(shape), low, high).toArray();
    return add(Operand.longs(name(), values, shape), false);
  }

  Setup booleans(long... shape) {
    var values = new boolean[(int) Operand.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextBoolean();
    }
    return add(Operand.booleans(name(), values, shape), false);
  }

  /// An optional input that is left out.
  Setup none() {
    node.addInput("");
    return this;
  }

  Setup outputs(int count) {
    outputs = count;
    return this;
  }

  Setup attribute(String name, long value) {
    return attribute(
        AttributeProto.newBuilder()
            .setName(name)
            .setType(AttributeProto.AttributeType.INT)
            .setI(value));
  }

  Setup attribute(String name, float value) {
    return attribute(
        AttributeProto.newBuilder()
            .setName(name)
            .setType(AttributeProto.AttributeType.FLOAT)
            .setF(value));
  }

  Setup attribute(String name, String value) {
    return attribute(
        AttributeProto.newBuilder()
            .setName(name)
            .setType(AttributeProto.AttributeType.STRING)
            .setS(ByteString.copyFromUtf8(value)));
  }

  Setup attribute(String name, List<Long> values) {
    return attribute(
        AttributeProto.newBuilder()
            .setName(name)
            .setType(AttributeProto.AttributeType.INTS)
            .addAllInts(values));
  }

  Setup words(String name, String... values) {
    var attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRINGS);
    for (String value : values) {
      attribute.addStrings(ByteString.copyFromUtf8(value));
    }
    return attribute(attribute);
  }

  Setup attribute(String name, TensorProto value) {
    return attribute(
        AttributeProto.newBuilder()
            .setName(name)
            .setType(AttributeProto.AttributeType.TENSOR)
            .setT(value));
  }

  private Setup attribute(AttributeProto.Builder attribute) {
    node.addAttribute(attribute);
    return this;
  }

  /// Operands that come in from outside.
  List<Operand> operands() {
    return operands.stream().filter(operand -> !isFixed(operand)).toList();
  }

  OnnxGraph graph() {
    var graph = GraphProto.newBuilder().setName("one");
    for (Operand operand : operands) {
      if (isFixed(operand)) {
        graph.addInitializer(operand.tensor());
      } else {
        graph.addInput(typed(operand));
      }
    }
    for (int i = 0; i < outputs; i++) {
      node.addOutput("out" + i);
      graph.addOutput(ValueInfoProto.newBuilder().setName("out" + i));
    }
    var model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
            .setGraph(graph.addNode(node));
    return OnnxGraph.parse(model.build().toByteArray(), OnnxGraph.MOST_BYTES);
  }

  private final List<Operand> fixed = new ArrayList<>();

  private boolean isFixed(Operand operand) {
    return !fixedAsInputs && fixed.contains(operand);
  }

  private Setup add(Operand operand, boolean isFixed) {
    operands.add(operand);
    node.addInput(operand.name());
    if (isFixed) {
      fixed.add(operand);
    }
    return this;
  }

  private String name() {
    return "in" + operands.size();
  }

  private static ValueInfoProto typed(Operand operand) {
    var shape = TensorShapeProto.newBuilder();
    for (long length : operand.shape()) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(length));
    }
    var tensor =
        TypeProto.Tensor.newBuilder().setElemType(operand.type().getNumber()).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(operand.name())
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
