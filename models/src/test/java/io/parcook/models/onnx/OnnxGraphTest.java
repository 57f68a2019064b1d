package io.parcook.models.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxGraphTest {

  private static final OnnxGraph LINEAR = linear();

  @TempDir Path folder;

  @Test
  void aWrittenGraphReadsBackTheSame() throws IOException {
    Path file = folder.resolve("model.onnx");
    LINEAR.write(file);
    OnnxGraph back = OnnxGraph.read(file, OnnxGraph.MOST_BYTES);
    assertThat(back.proto()).isEqualTo(LINEAR.proto());
    assertThat(back.metadata()).containsExactly(Map.entry("parcook.version", "t-1"));
    assertThat(folder).isDirectoryContaining("glob:**model.onnx").isNotEmptyDirectory();
    assertThat(file.resolveSibling("model.onnx.part")).doesNotExist();
  }

  @Test
  void initializersAreListedWithTheirShapes() {
    assertThat(LINEAR.initializers())
        .containsExactly(
            new Initializer("out.weight", List.of(3L, 2L), true),
            new Initializer("out.bias", List.of(2L), true),
            new Initializer("cumsum_1.axis", List.of(), false));
    assertThat(LINEAR.floats("out.weight")).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void replacedWeightsAreTheNewOnesAndTheOldGraphKeepsItsOwn() {
    OnnxGraph patched = LINEAR.withFloats(Map.of("out.bias", new float[] {70, 80}));
    assertThat(patched.floats("out.bias")).containsExactly(70, 80);
    assertThat(patched.floats("out.weight")).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(LINEAR.floats("out.bias")).containsExactly(7, 8);
  }

  @Test
  void weightsStoredAsATypedListAreReadAndReplacedToo() {
    var graph = LINEAR.proto().toBuilder();
    graph
        .getGraphBuilder()
        .setInitializer(
            1,
            TensorProto.newBuilder()
                .setName("out.bias")
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(2)
                .addFloatData(7)
                .addFloatData(8));
    OnnxGraph typed = OnnxGraph.parse(graph.build().toByteArray(), OnnxGraph.MOST_BYTES);
    assertThat(typed.floats("out.bias")).containsExactly(7, 8);
    OnnxGraph patched = typed.withFloats(Map.of("out.bias", new float[] {1, 2}));
    assertThat(patched.floats("out.bias")).containsExactly(1, 2);
    assertThat(patched.proto().getGraph().getInitializer(1).getFloatDataCount()).isZero();
  }

  @Test
  void aPatchThatDoesNotFitIsRefusedByName() {
    assertThatThrownBy(() -> LINEAR.withFloats(Map.of("out.bias", new float[3])))
        .hasMessage("'out.bias' takes 2 floats, not 3");
    assertThatThrownBy(() -> LINEAR.withFloats(Map.of("nothing", new float[3])))
        .hasMessageContaining("no initializer 'nothing'");
    assertThatThrownBy(() -> LINEAR.floats("cumsum_1.axis")).hasMessageContaining("not a tensor");
  }

  @Test
  void aShapeThatPromisesMoreThanTheFileHoldsIsRefused() {
    var graph = LINEAR.proto().toBuilder();
    graph.getGraphBuilder().getInitializerBuilder(1).setDims(0, 1_000_000_000L);
    OnnxGraph liar = OnnxGraph.parse(graph.build().toByteArray(), OnnxGraph.MOST_BYTES);
    assertThatThrownBy(() -> liar.floats("out.bias")).hasMessageContaining("but 2 values");
    graph.getGraphBuilder().getInitializerBuilder(1).addDims(Long.MAX_VALUE);
    OnnxGraph beyond = OnnxGraph.parse(graph.build().toByteArray(), OnnxGraph.MOST_BYTES);
    assertThatThrownBy(() -> beyond.floats("out.bias")).hasMessageContaining("but 2 values");
  }

  @Test
  void aFileLargerThanTheCapIsRefused() throws IOException {
    Path file = folder.resolve("large.onnx");
    LINEAR.write(file);
    long size = Files.size(file);
    assertThat(OnnxGraph.read(file, size)).isNotNull();
    assertThat(faultOf(() -> OnnxGraph.read(file, size - 1)))
        .isInstanceOf(GraphFault.TooLarge.class);
  }

  @Test
  void bytesThatAreNoModelAreRefused() {
    assertThat(faultOf(() -> OnnxGraph.parse(new byte[0], 10)))
        .isInstanceOf(GraphFault.NotOnnx.class);
    assertThat(faultOf(() -> OnnxGraph.parse("<html>".getBytes(UTF_8), 10)))
        .isInstanceOf(GraphFault.NotOnnx.class);
  }

  @Test
  void damagedFilesAreEitherReadOrRefusedButNeverWorse() {
    var random = new Random(5);
    byte[] whole = LINEAR.bytes();
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k <= random.nextInt(4); k++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        OnnxGraph.parse(damaged, OnnxGraph.MOST_BYTES).initializers();
      } catch (UnacceptableGraphException expected) {
        assertThat(expected).hasMessageContaining("model");
      }
    }
  }

  @Test
  void externalDataIsRefusedWhereverItHides() {
    TensorProto outside =
        TensorProto.newBuilder()
            .setName("stolen")
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("secret.bin"))
            .build();
    var attribute =
        AttributeProto.newBuilder()
            .setName("value")
            .setType(AttributeProto.AttributeType.TENSOR)
            .setT(outside);
    var constant = NodeProto.newBuilder().setOpType("Constant").addAttribute(attribute);
    var branch =
        AttributeProto.newBuilder()
            .setName("then_branch")
            .setType(AttributeProto.AttributeType.GRAPH)
            .setG(GraphProto.newBuilder().addNode(constant));
    var initializer = LINEAR.proto().toBuilder();
    initializer.getGraphBuilder().addInitializer(outside);
    var inNode = LINEAR.proto().toBuilder();
    inNode.getGraphBuilder().addNode(constant);
    var inBranch = LINEAR.proto().toBuilder();
    inBranch.getGraphBuilder().addNode(NodeProto.newBuilder().setOpType("If").addAttribute(branch));
    for (ModelProto.Builder model : List.of(initializer, inNode, inBranch)) {
      byte[] bytes = model.build().toByteArray();
      assertThat(faultOf(() -> OnnxGraph.parse(bytes, OnnxGraph.MOST_BYTES)))
          .isEqualTo(new GraphFault.ExternalData("stolen"));
    }
  }

  @Test
  void aPropertyThatStandsTwiceIsRefused() {
    var model = LINEAR.proto().toBuilder();
    model.addMetadataProps(
        StringStringEntryProto.newBuilder().setKey("parcook.version").setValue("t-2"));
    byte[] bytes = model.build().toByteArray();
    assertThat(faultOf(() -> OnnxGraph.parse(bytes, OnnxGraph.MOST_BYTES)))
        .isEqualTo(new GraphFault.DuplicateProperty("parcook.version"));
  }

  @Test
  void twoInitializersOfOneNameAreRefused() {
    var model = LINEAR.proto().toBuilder();
    model.getGraphBuilder().addInitializer(LINEAR.proto().getGraph().getInitializer(0));
    byte[] bytes = model.build().toByteArray();
    assertThat(faultOf(() -> OnnxGraph.parse(bytes, OnnxGraph.MOST_BYTES)))
        .isEqualTo(new GraphFault.DuplicateInitializer("out.weight"));
  }

  private static GraphFault faultOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    var refusal = catchThrowableOfType(UnacceptableGraphException.class, reading);
    assertThat(refusal).isNotNull();
    return refusal.fault();
  }

  private static OnnxGraph linear() {
    var g = new GraphBuilder("linear");
    var x = g.input("features", 3);
    var w = g.floats("out.weight", new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
    var b = g.floats("out.bias", new float[] {7, 8}, 2);
    g.output("quantiles", g.cumSum(g.gemm(x, w, b), 1), 2);
    return g.build(Map.of("parcook.version", "t-1"));
  }
}
