package io.parcook.sync.admission;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.ByteString;
import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Tree ensembles, sound and otherwise: a stump of one feature, with a leaf on each side.
class TreesTest {

  private static final List<Long> YES = List.of(1L, 0L, 0L);
  private static final List<Long> NO = List.of(2L, 0L, 0L);
  private static final List<String> MODES = List.of("BRANCH_LEQ", "LEAF", "LEAF");

  @Test
  void aTreePasses() {
    assertThat(examine(trees(List.of(5L, 0L, 0L), YES, NO, MODES)))
        .isInstanceOf(Findings.Passed.class);
  }

  @Test
  void aFeatureThatIsNotThereIsNotRead() {
    refused(trees(List.of(6L, 0L, 0L), YES, NO, MODES), "reads feature 6");
    refused(trees(List.of(-1L, 0L, 0L), YES, NO, MODES), "reads feature -1");
    refused(trees(List.of(1L << 40, 0L, 0L), YES, NO, MODES), "reads feature 1099511627776");
  }

  @Test
  void aPathThatComesBackIsNotEntered() {
    List<String> circle = List.of("BRANCH_LEQ", "BRANCH_LEQ", "LEAF");
    refused(
        trees(List.of(0L, 0L, 0L), List.of(1L, 0L, 0L), List.of(2L, 2L, 0L), circle),
        "a node has two parents");
    refused(
        trees(List.of(0L, 0L, 0L), List.of(1L, 0L, 0L), List.of(1L, 0L, 0L), MODES),
        "a node has two parents");
    refused(
        trees(
            List.of(0L, 0L, 0L),
            List.of(0L, 1L, 0L),
            List.of(0L, 2L, 0L),
            List.of("LEAF", "BRANCH_LEQ", "LEAF")),
        "a path comes back");
  }

  @Test
  void aBranchLeadsSomewhere() {
    refused(trees(List.of(0L, 0L, 0L), List.of(9L, 0L, 0L), NO, MODES), "a branch leads nowhere");
    refused(trees(List.of(0L, 0L), YES, NO, MODES), "their lists differ in length");
  }

  private static void refused(byte[] file, String why) {
    assertThat(examine(file))
        .isInstanceOfSatisfying(
            Findings.Failed.class,
            failed ->
                assertThat(failed.refusal())
                    .isInstanceOfSatisfying(
                        Refusal.BadTrees.class, bad -> assertThat(bad.detail()).contains(why)));
  }

  private static Findings examine(byte[] file) {
    SecondEngine none = (_, _, _) -> new SecondEngine.Opinion.ServeOnly("");
    return new Examination(Caps.DEFAULT, none, _ -> {})
        .examine(file, Optional.empty(), Optional.empty());
  }

  private static byte[] trees(
      List<Long> features, List<Long> yes, List<Long> no, List<String> modes) {
    OnnxGraph graph =
        GoodModel.with(
            (g, x) ->
                g.node(
                    OperatorList.TREES,
                    List.of(g.mul(x, g.scalar("scale", 2))),
                    GraphBuilder.attribute("n_targets", 3),
                    wholes("nodes_treeids", List.of(0L, 0L, 0L)),
                    wholes("nodes_nodeids", List.of(0L, 1L, 2L)),
                    wholes("nodes_featureids", features),
                    numbers("nodes_values", 0.5f, 0, 0),
                    words("nodes_modes", modes),
                    wholes("nodes_truenodeids", yes),
                    wholes("nodes_falsenodeids", no),
                    wholes("target_treeids", List.of(0L, 0L)),
                    wholes("target_nodeids", List.of(1L, 2L)),
                    wholes("target_ids", List.of(0L, 1L)),
                    numbers("target_weights", 3, 5)));
    ModelProto.Builder model = graph.proto().toBuilder();
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3));
    model.getGraphBuilder().getNodeBuilderList().stream()
        .filter(node -> node.getOpType().equals(OperatorList.TREES))
        .forEach(node -> node.setDomain("ai.onnx.ml"));
    byte[] bytes = model.build().toByteArray();
    return Seal.on(OnnxGraph.parse(bytes, OnnxGraph.MOST_BYTES)).bytes();
  }

  private static AttributeProto wholes(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  private static AttributeProto numbers(String name, float... values) {
    var attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOATS);
    for (float value : values) {
      attribute.addFloats(value);
    }
    return attribute.build();
  }

  private static AttributeProto words(String name, List<String> values) {
    var attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRINGS);
    values.forEach(value -> attribute.addStrings(ByteString.copyFromUtf8(value)));
    return attribute.build();
  }
}
