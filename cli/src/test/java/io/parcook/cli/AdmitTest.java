package io.parcook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.child.ChildJvm;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.GraphBuilder.Value;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import io.parcook.sync.admission.Admission.Verdict;
import io.parcook.sync.admission.ChildAdmission;
import io.parcook.sync.admission.OperatorList;
import io.parcook.sync.disk.Digest;
import io.parcook.tuning.operator.OperatorSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models before a real child, with the tuner as the second engine.
class AdmitTest {

  private static final ChildJvm COMMAND =
      new ChildJvm(
          Path.of(System.getProperty("java.home"), "bin", "java"),
          List.of("-cp", System.getProperty("java.class.path"), "io.parcook.cli.Parcook"));

  @TempDir Path folder;

  @Test
  void theShippedModelMayRunAndTheTunerAgreesWithIt() throws Exception {
    assertThat(judge(BaseModel.bytes().orElseThrow()))
        .isInstanceOfSatisfying(
            Verdict.Admitted.class,
            admitted -> assertThat(admitted.figures().get("engines.differ")).isLessThan(1e-5));
  }

  @Test
  void aModelThatTheTunerCannotReadServesAndSaysWhy() throws Exception {
    assertThat(judge(with((g, x) -> g.node("Hardmax", List.of(x)))))
        .isInstanceOfSatisfying(
            Verdict.Admitted.class,
            admitted ->
                assertThat(admitted.remarks())
                    .anySatisfy(remark -> assertThat(remark).contains("served but not tuned")));
  }

  @Test
  void aBombThatNoRuleSeesGoesOffInTheChild() throws Exception {
    // 40,000 times 40,000 floats, by constants that are multiplied only when it is run.
    byte[] bomb =
        with(
            (g, x) -> {
              Value size = g.mul(new Value("forty.thousand"), new Value("forty.thousand"));
              Value all = g.node("ReduceMax", List.of(g.node("ConstantOfShape", List.of(size))));
              return g.add(x, g.node("Reshape", List.of(all, new Value("one"))));
            });
    assertThat(judge(bomb))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .containsAnyOf("MB that it may have", "bad_alloc", "bad allocation", "memory"));
  }

  @Test
  void anotherFileThanAnnouncedIsRefused() throws Exception {
    Path file = folder.resolve("model.onnx");
    Files.write(file, BaseModel.bytes().orElseThrow());
    assertThat(admission().judge(file, Digest.of(new byte[1])))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, refused -> assertThat(refused.reason()).contains("Fetch it"));
  }

  @Test
  void byHandItSaysWhatIsWrongAndSealingHelps() throws IOException {
    Path file = folder.resolve("model.onnx");
    OnnxGraph base = BaseModel.read().orElseThrow();
    Files.write(file, base.withFloats(Map.of()).bytes());
    var refused = Commands.run("admit", file.toString());
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.printed()).contains("not-sealed").contains("parcook seal");
    assertThat(Commands.run("seal", file.toString()).exit()).isEqualTo(Exit.OK);
    var admitted = Commands.run("admit", file.toString());
    assertThat(admitted.exit()).as(admitted.printed()).isEqualTo(Exit.OK);
    assertThat(admitted.printed()).contains("It may run here.");
  }

  @Test
  void whatTheTunerKnowsIsOnTheList() {
    assertThat(OperatorSet.onnx().names()).allMatch(name -> OperatorList.has("", name));
  }

  private Verdict judge(byte[] model) throws IOException, InterruptedException {
    Path file = folder.resolve("model.onnx");
    Files.write(file, model);
    return admission().judge(file, Digest.of(model));
  }

  private static ChildAdmission admission() {
    return new ChildAdmission(COMMAND, ChildAdmission.LIMITS, List.of());
  }

  /// A graph with the shipped model's card that makes something of its first features.
  private static byte[] with(java.util.function.BiFunction<GraphBuilder, Value, Value> graph) {
    OnnxGraph base = BaseModel.read().orElseThrow();
    ModelCard card = CardProperties.read(base.metadata());
    int features = card.features().size();
    var g = new GraphBuilder("other");
    int levels = card.quantiles().size();
    Value some = g.slice(g.input("features", features), 1, 0, levels);
    g.output("quantiles", graph.apply(g, some), levels);
    OnnxGraph built = g.build(base.withFloats(Map.of()).metadata());
    var model = built.proto().toBuilder();
    model.getGraphBuilder().addInitializer(whole("forty.thousand", 40_000));
    model.getGraphBuilder().addInitializer(whole("one", 1));
    byte[] bytes = model.build().toByteArray();
    return Seal.on(OnnxGraph.parse(bytes, OnnxGraph.MOST_BYTES)).bytes();
  }

  private static TensorProto whole(String name, long value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64_VALUE)
        .addDims(1)
        .addInt64Data(value)
        .build();
  }
}
