package io.parcook.tuning.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnxruntime.OrtException;
import com.google.protobuf.ByteString;
import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.GraphBuilder.Value;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.engine.TorchEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What has no gradient is run by ONNX Runtime, as long as no weight that is tuned is in it.
class FrontTest {

  private static final float[] ROWS = {0.2f, 1, -0.4f, 0.7f, 2, 0.1f, 0.5f, -1, 0.9f};

  private final Engine engine = TorchEngine.start();
  private final Operand rows = Operand.floats("x", ROWS, 3, 3);

  @Test
  void aHeadBehindATreeEnsembleIsTuned() throws OrtException {
    OnnxGraph onnx = treesAndHead();
    try (var served = new Served(onnx);
        var manager = NDManager.newBaseManager("PyTorch");
        TunableGraph graph = Differentiated.tunable(TunableGraph.read(onnx))) {
      assertThat(graph.weights().keySet()).containsExactly("head.weight", "head.bias");
      assertThat(graph.front()).containsExactly("treeensembleregressor_2");

      Map<String, NDArray> weights = graph.weights(manager);
      weights.values().forEach(weight -> weight.setRequiresGradient(true));
      NDArray x = manager.create(ROWS, new Shape(3, 3));
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray y = graph.forward(manager, Map.of("x", x), weights).singletonOrThrow();
        double[] expected = served.run(List.of(rows)).getFirst().values();
        assertThat(Result.of(y).values()).containsExactly(expected, within(1e-6));
        collector.backward(y.sum());
      }
      // y = t · w + b with t of each row the leaf it falls into: -1 and 3, or 2 and 5.
      assertThat(gradient(weights, "head.weight")).containsExactly(-1 + 2 - 1, 3 + 5 + 3);
      assertThat(gradient(weights, "head.bias")).containsExactly(3);
    }
  }

  @Test
  void whatTheTreesGaveMayBeKeptAndHandedInAgain() {
    try (var manager = NDManager.newBaseManager("PyTorch");
        TunableGraph graph = Differentiated.tunable(TunableGraph.read(treesAndHead()))) {
      NDArray x = manager.create(ROWS, new Shape(3, 3));
      Map<String, NDArray> kept = graph.front(manager, Map.of("x", x));
      float[] whole = graph.forward(manager, Map.of("x", x), Map.of()).get(0).toFloatArray();
      float[] again = graph.forward(manager, kept, Map.of()).get(0).toFloatArray();
      assertThat(again).containsExactly(whole);
      assertThatThrownBy(() -> graph.forward(manager, Map.of(), Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Input 'x' is missing");
    }
  }

  @Test
  void aWeightBeforeTheTreesCannotBeTuned() {
    assertThat(TunableGraph.read(treesAndHead(), List.of("head.bias", "scale")))
        .isInstanceOfSatisfying(
            GraphReading.ServeOnly.class,
            no ->
                assertThat(no.message())
                    .contains("ai.onnx.ml.TreeEnsembleRegressor")
                    .contains("scale")
                    .doesNotContain("head.bias"));
  }

  @Test
  void whatDependsOnNothingIsRunOnce() {
    var g = new GraphBuilder("fixed");
    Value fixed = g.node("Hardmax", List.of(g.floats("c", new float[] {1, 3, 2}, 1, 3)));
    Value y = g.mul(g.add(g.input("x", 3), fixed), g.floats("w", new float[] {1, 2, 3}, 3));
    g.output("y", y, 3);
    try (var manager = NDManager.newBaseManager("PyTorch");
        TunableGraph graph = Differentiated.tunable(TunableGraph.read(g.build(Map.of())))) {
      assertThat(graph.front()).isEmpty();
      assertThat(graph.weights().keySet()).containsExactly("w");
      NDArray x = manager.create(ROWS, new Shape(3, 3));
      assertThat(graph.forward(manager, Map.of("x", x), Map.of()).get(0).toFloatArray())
          .startsWith(0.2f, 4, -1.2f);
    }
  }

  /// A scaling, two trees in one (a stump with two targets), and a linear head.
  private static OnnxGraph treesAndHead() {
    var g = new GraphBuilder("trees");
    Value scaled = g.mul(g.input("x", 3), g.floats("scale", new float[] {2, 2, 2}, 3));
    Value shifted = g.add(scaled, g.scalar("shift", 0));
    Value trees =
        g.node(
            "TreeEnsembleRegressor",
            List.of(shifted),
            GraphBuilder.attribute("n_targets", 2),
            wholes("nodes_treeids", 0, 0, 0),
            wholes("nodes_nodeids", 0, 1, 2),
            wholes("nodes_featureids", 0, 0, 0),
            numbers("nodes_values", 1.2f, 0, 0),
            words("nodes_modes", "BRANCH_LEQ", "LEAF", "LEAF"),
            wholes("nodes_truenodeids", 1, 0, 0),
            wholes("nodes_falsenodeids", 2, 0, 0),
            wholes("target_treeids", 0, 0, 0, 0),
            wholes("target_nodeids", 1, 1, 2, 2),
            wholes("target_ids", 0, 1, 0, 1),
            numbers("target_weights", -1, 3, 2, 5));
    Value head =
        g.gemm(
            trees,
            g.floats("head.weight", new float[] {0.5f, -0.25f}, 2, 1),
            g.floats("head.bias", new float[] {0.125f}, 1));
    g.output("y", head, 1);
    ModelProto.Builder model = g.build(Map.of()).proto().toBuilder();
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3));
    model.getGraphBuilder().getNodeBuilderList().stream()
        .filter(node -> node.getOpType().startsWith("Tree"))
        .forEach(node -> node.setDomain("ai.onnx.ml"));
    return OnnxGraph.parse(model.build().toByteArray(), OnnxGraph.MOST_BYTES);
  }

  private static AttributeProto wholes(String name, long... values) {
    var attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(values).forEach(attribute::addInts);
    return attribute.build();
  }

  private static AttributeProto numbers(String name, float... values) {
    var attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOATS);
    for (float value : values) {
      attribute.addFloats(value);
    }
    return attribute.build();
  }

  private static AttributeProto words(String name, String... values) {
    var attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRINGS);
    Arrays.stream(values).map(ByteString::copyFromUtf8).forEach(attribute::addStrings);
    return attribute.build();
  }

  private static float[] gradient(Map<String, NDArray> weights, String name) {
    return Objects.requireNonNull(weights.get(name)).getGradient().toFloatArray();
  }
}
