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
import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.GraphBuilder.Value;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.engine.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TunableGraphTest {

  private static final int IN = 64;
  private static final int OUT = 32;

  private final Engine engine = TorchEngine.start();

  /// Ten thousand steps, each of which makes arrays of 16 KB: were one of them kept from each, the
  /// process would grow by 160 MB. Small ones, that memory would not show, their owner counts.
  @Test
  void tenThousandStepsLeaveNothingBehind() throws IOException {
    try (TunableGraph graph = Differentiated.tunable(TunableGraph.read(twoLayers()));
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Map<String, NDArray> weights = graph.weights(manager);
      weights.values().forEach(weight -> weight.setRequiresGradient(true));
      NDArray rows = manager.create(random(128 * IN), new Shape(128, IN));
      for (int i = 0; i < 1_000; i++) {
        step(graph, manager, rows, weights);
      }
      int arrays = manager.getManagedArrays().size();
      long before = residentKilobytes();
      for (int i = 0; i < 10_000; i++) {
        step(graph, manager, rows, weights);
      }
      assertThat(manager.getManagedArrays()).hasSize(arrays);
      assertThat(residentKilobytes() - before).as("kilobytes grown").isLessThan(40_000);
    }
  }

  private void step(
      TunableGraph graph, NDManager manager, NDArray rows, Map<String, NDArray> weights) {
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = engine.newGradientCollector()) {
      NDArray out = graph.forward(scope, Map.of("x", rows), weights).singletonOrThrow();
      collector.backward(out.mul(out).mean());
      for (NDArray weight : weights.values()) {
        NDArray gradient = weight.getGradient();
        gradient.subi(gradient);
      }
    }
  }

  @Test
  void whatNobodyNamedIsFixed() {
    try (TunableGraph graph =
            Differentiated.tunable(TunableGraph.read(twoLayers(), List.of("b2", "w2")));
        NDManager scope = NDManager.newBaseManager("PyTorch")) {
      assertThat(graph.weights())
          .containsExactly(Map.entry("w2", new Shape(OUT, OUT)), Map.entry("b2", new Shape(OUT)));
      NDArray rows = scope.create(random(IN), new Shape(1, IN));
      assertThatThrownBy(() -> graph.forward(scope, Map.of("x", rows), Map.of("w1", rows)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no weight 'w1'");
    }
  }

  /// A low-rank adapter: the weight is the file's, and the product of two thin matrices upon it.
  @Test
  void aWeightMayBeComputedAndWhatItIsMadeOfHasTheGradient() {
    try (TunableGraph graph =
            Differentiated.tunable(TunableGraph.read(twoLayers(), List.of("w2")));
        NDManager scope = NDManager.newBaseManager("PyTorch")) {
      NDArray rows = scope.create(random(5 * IN), new Shape(5, IN));
      NDArray whole = graph.weights(scope).values().iterator().next();
      NDArray down = scope.create(random(OUT * 2), new Shape(OUT, 2));
      NDArray up = scope.zeros(new Shape(2, OUT));
      whole.setRequiresGradient(true);
      up.setRequiresGradient(true);
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray adapted = whole.add(down.matMul(up));
        NDArray out =
            graph.forward(scope, Map.of("x", rows), Map.of("w2", adapted)).singletonOrThrow();
        collector.backward(out.mul(out).sum());
      }
      NDArray expected = down.transpose().matMul(whole.getGradient());
      float largest = expected.abs().max().getFloat();
      assertThat(largest).isGreaterThan(1);
      assertThat(up.getGradient().toFloatArray())
          .containsExactly(expected.toFloatArray(), within(1e-5f * largest));
    }
  }

  @Test
  void whatIsFixedAndComputedOnceGivesTheSame() {
    try (TunableGraph all = Differentiated.tunable(TunableGraph.read(twoLayers()));
        TunableGraph some = Differentiated.tunable(TunableGraph.read(twoLayers(), List.of("b2")));
        TunableGraph none = Differentiated.tunable(TunableGraph.read(twoLayers(), List.of()));
        NDManager scope = NDManager.newBaseManager("PyTorch")) {
      Map<String, NDArray> rows = Map.of("x", scope.create(random(5 * IN), new Shape(5, IN)));
      float[] expected = all.forward(scope, rows, all.weights(scope)).get(0).toFloatArray();
      assertThat(some.forward(scope, rows, Map.of()).get(0).toFloatArray())
          .containsExactly(expected);
      assertThat(none.forward(scope, rows, Map.of()).get(0).toFloatArray())
          .containsExactly(expected);
    }
  }

  /// A few bytes that ask for a thousand million floats; the output needs one of them.
  @Test
  void aConstantOfAnAbsurdSizeIsNotKept() {
    var g = new GraphBuilder("large");
    Value x = g.input("x", IN);
    Value shape =
        g.node(
            "Constant",
            List.of(),
            AttributeProto.newBuilder()
                .setName("value_ints")
                .setType(AttributeProto.AttributeType.INTS)
                .addInts(1_000_000_000L)
                .build());
    Value large = g.node("Expand", List.of(g.scalar("c", 7), shape));
    g.output("y", g.add(x, g.slice(large, 0, 5, 6)), IN);
    try (TunableGraph graph =
            Differentiated.tunable(TunableGraph.read(g.build(Map.of()), List.of()));
        NDManager scope = NDManager.newBaseManager("PyTorch")) {
      NDArray rows = scope.zeros(new Shape(1, IN));
      assertThat(graph.forward(scope, Map.of("x", rows), Map.of()).get(0).toFloatArray())
          .containsOnly(7);
    }
  }

  @Test
  void misuseFailsAtTheDoor() {
    assertThatThrownBy(() -> TunableGraph.read(twoLayers(), List.of("w3")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("w3");
    try (TunableGraph graph = Differentiated.tunable(TunableGraph.read(twoLayers()));
        NDManager scope = NDManager.newBaseManager("PyTorch")) {
      NDArray rows = scope.create(random(IN + 1), new Shape(1, IN + 1));
      assertThatThrownBy(() -> graph.forward(scope, Map.of(), Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Input 'x' is missing");
      assertThatThrownBy(() -> graph.forward(scope, Map.of("x", rows), Map.of("b1", rows)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Weight 'b1' has shape (32)");
      assertThatThrownBy(() -> graph.forward(scope, Map.of("x", rows), Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Cannot run Gemm (node 'gemm_0') on (1, 65), (64, 32), (32)");
    }
  }

  @Test
  void anAbsentOperatorMakesTheModelServeOnlyAndIsNamed() {
    var g = new GraphBuilder("hardmax");
    Value x = g.input("x", IN);
    Value hard = g.node("Hardmax", List.of(g.gemm(x, weight(g, "w", IN, OUT), bias(g, "b"))));
    g.output("y", hard, OUT);
    assertThat(TunableGraph.read(g.build(Map.of())))
        .isInstanceOfSatisfying(
            GraphReading.ServeOnly.class,
            no ->
                assertThat(no.message())
                    .contains("served but not tuned")
                    .contains("Operator Hardmax (node 'hardmax_1')"));
  }

  @Test
  void anAttributeThatNobodyKnowsMakesTheModelServeOnly() {
    var g = new GraphBuilder("odd");
    Value x = g.input("x", IN);
    g.output("y", g.node("Relu", List.of(x), GraphBuilder.attribute("slope", 0.5f)), IN);
    assertThat(TunableGraph.read(g.build(Map.of())))
        .isInstanceOfSatisfying(
            GraphReading.ServeOnly.class,
            no -> assertThat(no.message()).contains("Relu (node 'relu_0')").contains("slope"));
  }

  @Test
  void anOpsetThatIsNotReadMakesTheModelServeOnly() {
    var proto = twoLayers().proto().toBuilder();
    proto.getOpsetImportBuilder(0).setVersion(12);
    OnnxGraph old = OnnxGraph.parse(proto.build().toByteArray(), OnnxGraph.MOST_BYTES);
    assertThat(TunableGraph.read(old))
        .isEqualTo(new GraphReading.ServeOnly(List.of(new Obstacle.Opset(12))));
  }

  private static OnnxGraph twoLayers() {
    var g = new GraphBuilder("two layers");
    Value x = g.input("x", IN);
    Value hidden = g.relu(g.gemm(x, weight(g, "w1", IN, OUT), bias(g, "b1")));
    g.output("y", g.gemm(hidden, weight(g, "w2", OUT, OUT), bias(g, "b2")), OUT);
    return g.build(Map.of());
  }

  private static Value weight(GraphBuilder g, String name, int in, int out) {
    return g.floats(name, random(in * out), in, out);
  }

  private static Value bias(GraphBuilder g, String name) {
    return g.floats(name, random(OUT), OUT);
  }

  private static float[] random(int size) {
    var random = new Random(size);
    var values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /// With the heap swept, for its growth is not the engine's.
  private static long residentKilobytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
