package io.parcook.models.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes an ONNX graph node by node, opset 20 (the first with Gelu), IR version 9. Every method
/// adds one node and gives its output; every weight is a named initializer, so that a store can
/// tune it by name. Axes count from 0; a batch is axis 0.
///
/// ```java
/// var g = new GraphBuilder("linear");
/// var x = g.input("features", 3);
/// var w = g.floats("out.weight", weights, 3, 9);
/// g.output("quantiles", g.gemm(x, w, g.floats("out.bias", bias, 9)), 9);
/// OnnxGraph graph = g.build(CardProperties.of(card));
/// ```
public final class GraphBuilder {

  /// Something that flows along an edge: an input, an initializer, or a node's output.
  public record Value(String name) {}

  private static final int OPSET = 20;
  private static final int IR_VERSION = 9;

  private final GraphProto.Builder graph;
  private int nodes;

  public GraphBuilder(String name) {
    graph = GraphProto.newBuilder().setName(name);
  }

  /// An input float[rows, columns] with any number of rows.
  public Value input(String name, int columns) {
    graph.addInput(rowsOf(name, columns));
    return new Value(name);
  }

  /// Names a value as output float[rows, columns].
  public void output(String name, Value value, int columns) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(name)
            .setOpType("Identity")
            .addInput(value.name())
            .addOutput(name));
    graph.addOutput(rowsOf(name, columns));
  }

  /// A named constant, row-major.
  public Value floats(String name, float[] values, int... shape) {
    return constant(Tensors.ofFloats(name, values, shape));
  }

  /// A named scalar.
  public Value scalar(String name, float value) {
    return floats(name, new float[] {value});
  }

  /// `x · w + b` for x [rows, in], w [in, out], b [out].
  public Value gemm(Value x, Value w, Value b) {
    return node("Gemm", List.of(x, w, b));
  }

  public Value matMul(Value a, Value b) {
    return node("MatMul", List.of(a, b));
  }

  public Value add(Value a, Value b) {
    return node("Add", List.of(a, b));
  }

  public Value sub(Value a, Value b) {
    return node("Sub", List.of(a, b));
  }

  public Value mul(Value a, Value b) {
    return node("Mul", List.of(a, b));
  }

  public Value div(Value a, Value b) {
    return node("Div", List.of(a, b));
  }

  /// The elementwise greater of two.
  public Value max(Value a, Value b) {
    return node("Max", List.of(a, b));
  }

  /// The elementwise lesser of two.
  public Value min(Value a, Value b) {
    return node("Min", List.of(a, b));
  }

  public Value relu(Value x) {
    return node("Relu", List.of(x));
  }

  public Value tanh(Value x) {
    return node("Tanh", List.of(x));
  }

  public Value sigmoid(Value x) {
    return node("Sigmoid", List.of(x));
  }

  public Value exp(Value x) {
    return node("Exp", List.of(x));
  }

  public Value log(Value x) {
    return node("Log", List.of(x));
  }

  /// `log(1 + e^x)`.
  public Value softplus(Value x) {
    return node("Softplus", List.of(x));
  }

  /// `x · Φ(x)`, exact by the error function, not the tanh approximation.
  public Value gelu(Value x) {
    return node("Gelu", List.of(x));
  }

  /// Normalizes each row of the last axis to mean 0 and variance 1, then scales and shifts.
  public Value layerNormalization(Value x, Value scale, Value bias, float epsilon) {
    return node("LayerNormalization", List.of(x, scale, bias), attribute("epsilon", epsilon));
  }

  /// Running sums along an axis.
  public Value cumSum(Value x, int axis) {
    var along = constant(Tensors.ofLong(next("CumSum") + ".axis", axis));
    return node("CumSum", List.of(x, along));
  }

  /// Elements `start` (inclusive) to `end` (exclusive) of an axis.
  public Value slice(Value x, int axis, int start, int end) {
    String name = next("Slice");
    return node(
        "Slice",
        List.of(
            x,
            constant(Tensors.ofLongs(name + ".start", start)),
            constant(Tensors.ofLongs(name + ".end", end)),
            constant(Tensors.ofLongs(name + ".axis", axis))));
  }

  /// Joins values along an axis.
  public Value concat(int axis, Value... values) {
    return node("Concat", List.of(values), attribute("axis", axis));
  }

  /// Any other operator of the standard domain with one output.
  public Value node(String operator, List<Value> inputs, AttributeProto... attributes) {
    String name = next(operator);
    nodes++;
    var node = NodeProto.newBuilder().setName(name).setOpType(operator).addOutput(name);
    inputs.forEach(input -> node.addInput(input.name()));
    graph.addNode(node.addAllAttribute(List.of(attributes)));
    return new Value(name);
  }

  public static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  public static AttributeProto attribute(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /// The finished graph.
  ///
  /// @param metadata its `metadata_props`: the card's, and any others
  public OnnxGraph build(Map<String, String> metadata) {
    var model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("parcook")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph)
            .build();
    return new OnnxGraph(model).withMetadata(metadata);
  }

  private String next(String operator) {
    return operator.toLowerCase(Locale.ROOT) + "_" + nodes;
  }

  private Value constant(TensorProto tensor) {
    graph.addInitializer(tensor);
    return new Value(tensor.getName());
  }

  private static ValueInfoProto rowsOf(String name, int columns) {
    var shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
    var tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
