package io.parcook.sync.admission;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.parcook.models.card.CardProperties;
import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import io.parcook.sync.disk.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that ONNX Runtime opens, or that hurt whoever parses them, and one that is good.
class HostileFilesTest {

  private static final SecondEngine NO_OTHER = (_, _, _) -> new SecondEngine.Opinion.ServeOnly("");

  private final List<Stage> reached = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void aGoodModelPassesEveryStage() {
    assertThat(examine(GoodModel.file())).isInstanceOf(Findings.Passed.class);
    assertThat(reached).containsExactly(Stage.FILE, Stage.RUN, Stage.ENGINE);
  }

  @Test
  void otherBytesThanAnnouncedAreNotEvenParsed() {
    byte[] file = "not even a model".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Findings found =
        examination(Caps.DEFAULT)
            .examine(file, Optional.of(Digest.of(GoodModel.file())), Optional.empty());
    assertThat(refusal(found)).isInstanceOf(Refusal.OtherDigest.class);
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    Path file = folder.resolve("model.onnx");
    Files.write(file, GoodModel.file());
    var caps = new Caps(Files.size(file) - 1, 1_000, 1_000, 1_000, 12, Duration.ofSeconds(9));
    assertThat(refusal(examination(caps).examine(file, Optional.empty(), Optional.empty())))
        .isEqualTo(new Refusal.TooLarge(Files.size(file), Files.size(file) - 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.bin", "/etc/passwd", "linked.bin", "secret.bin"})
  void anotherFileIsNotReadWhereverItLies(String location) throws IOException {
    Files.write(folder.resolve("secret.bin"), new byte[GoodModel.LEVELS * Float.BYTES]);
    Files.createLink(folder.resolve("linked.bin"), folder.resolve("secret.bin"));
    byte[] file =
        GoodModel.changed(
            model ->
                model
                    .getGraphBuilder()
                    .getInitializerBuilder(0)
                    .clearRawData()
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(entry("location", location)));
    Path there = folder.resolve("model.onnx");
    Files.write(there, file);
    assertThat(refusal(examine(file))).isInstanceOf(Refusal.Forbidden.class);
    assertThat(refusal(examine(Files.readAllBytes(there)))).isInstanceOf(Refusal.Forbidden.class);
    assertThat(reached).containsOnly(Stage.FILE);
  }

  @Test
  void externalDataWithoutALocationIsNoneEither() {
    byte[] file =
        GoodModel.changed(
            model ->
                model
                    .getGraphBuilder()
                    .getInitializerBuilder(0)
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL));
    assertThat(refusal(examine(file))).isInstanceOf(Refusal.Forbidden.class);
  }

  @Test
  void aFewBytesThatAskForABillionFloatsGetNone() {
    byte[] claimed =
        ModelProto.newBuilder()
            .setIrVersion(9)
            .setGraph(
                GraphProto.newBuilder()
                    .addNode(NodeProto.newBuilder().setOpType("Identity").addInput("w"))
                    .addInitializer(
                        TensorProto.newBuilder()
                            .setName("w")
                            .setDataType(1)
                            .addDims(1_000_000_000)))
            .build()
            .toByteArray();
    assertThat(claimed).hasSizeLessThan(73);
    assertThat(refusal(examine(claimed))).isInstanceOf(Refusal.NotSealed.class);

    assertThat(refusal(examine(resealed(model -> lie(model, 1_000_000_000)))))
        .isEqualTo(new Refusal.Liar("body.weight", 1_000_000_000, 48));
    assertThat(refusal(examine(resealed(model -> lie(model, Long.MAX_VALUE, 4)))))
        .isEqualTo(new Refusal.Liar("body.weight", -1, 48));
    assertThat(refusal(examine(resealed(model -> lie(model, -6, -8)))))
        .isEqualTo(new Refusal.Liar("body.weight", -1, 48));

    assertThat(refusal(examine(grown("ConstantOfShape", 1_000_000_000))))
        .isInstanceOf(Refusal.TooMany.class);
    assertThat(refusal(examine(grown("ConstantOfShape", 100_000, 100_000, 100_000, 100_000))))
        .isInstanceOf(Refusal.TooMany.class);
    assertThat(reached).containsOnly(Stage.FILE);
  }

  @Test
  void aSizeThatTheFeaturesDecideIsRefusedHoweverSmallItIsToday() {
    byte[] file =
        GoodModel.with(
                (g, x) -> {
                  var wholes = g.node("Cast", List.of(x), GraphBuilder.attribute("to", 7));
                  var first = g.node("ReduceMax", List.of(wholes), keep());
                  var grown = g.node("ConstantOfShape", List.of(first));
                  return GoodModel.head(
                      g, g.add(x, g.node("ReduceSum", List.of(grown), keep())), 6);
                })
            .bytes();
    assertThat(refusal(examine(file)))
        .isInstanceOfSatisfying(
            Refusal.Growth.class,
            growth -> assertThat(growth.operator()).isEqualTo("ConstantOfShape"));
  }

  @Test
  void aSizeThatFollowsFromTheRowsIsNotRefused() {
    byte[] file =
        GoodModel.with(
                (g, x) -> {
                  var zeros = g.node("ConstantOfShape", List.of(g.node("Shape", List.of(x))));
                  return GoodModel.head(g, g.add(x, zeros), GoodModel.FEATURES);
                })
            .bytes();
    assertThat(examine(file)).as("%s", examine(file)).isInstanceOf(Findings.Passed.class);
  }

  @Test
  void whatNoForecastNeedsIsRefusedBeforeItIsParsed() {
    var sparse = SparseTensorProto.newBuilder().addDims(1L << 40);
    Map<String, byte[]> files = new TreeMap<>();
    files.put(
        "ModelProto.functions",
        GoodModel.changed(
            m -> m.addFunctions(FunctionProto.newBuilder().setName("Add").setDomain(""))));
    files.put(
        "ModelProto.training_info",
        GoodModel.changed(m -> m.addTrainingInfo(TrainingInfoProto.getDefaultInstance())));
    files.put(
        "GraphProto.sparse_initializer",
        GoodModel.changed(m -> m.getGraphBuilder().addSparseInitializer(sparse)));
    files.put(
        "AttributeProto.sparse_tensor",
        withAttribute(AttributeProto.newBuilder().setSparseTensor(sparse)));
    files.put(
        "AttributeProto.g",
        withAttribute(AttributeProto.newBuilder().setG(GraphProto.getDefaultInstance())));
    files.put(
        "AttributeProto.graphs",
        withAttribute(AttributeProto.newBuilder().addGraphs(GraphProto.getDefaultInstance())));
    files.put(
        "TensorProto.string_data",
        GoodModel.changed(
            m ->
                m.getGraphBuilder()
                    .getInitializerBuilder(0)
                    .addStringData(ByteString.copyFromUtf8("rm"))));
    files.forEach(
        (what, file) ->
            assertThat(refusal(examine(file)))
                .as(what)
                .isInstanceOfSatisfying(
                    Refusal.Forbidden.class, no -> assertThat(no.what()).isEqualTo(what)));
  }

  @Test
  void aFieldThatOnlyAnotherReaderKnowsIsRefused() {
    var unknown =
        UnknownFieldSet.newBuilder()
            .addField(26, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    assertThat(refusal(examine(GoodModel.changed(model -> model.setUnknownFields(unknown)))))
        .isEqualTo(new Refusal.UnknownField("ModelProto", 26));
    var graphAsANumber =
        UnknownFieldSet.newBuilder()
            .addField(7, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    assertThat(refusal(examine(GoodModel.changed(m -> m.setUnknownFields(graphAsANumber)))))
        .isEqualTo(new Refusal.UnknownField("ModelProto", 7));
  }

  @Test
  void aFloodOfEmptyMessagesStopsAtTheCapAndNotInMemory() throws IOException {
    var flood = new ByteArrayOutputStream();
    byte[] nodes = new byte[2_000_000];
    for (int i = 0; i < nodes.length; i += 2) {
      nodes[i] = 0x0a; // GraphProto.node, of 0 bytes
    }
    flood.write(0x3a); // ModelProto.graph
    int length = nodes.length;
    while (length > 127) {
      flood.write((length & 127) | 128);
      length >>>= 7;
    }
    flood.write(length);
    flood.write(nodes);
    assertThat(refusal(examine(flood.toByteArray())))
        .isEqualTo(new Refusal.TooMany("nodes", 20_001, 20_000));
  }

  @Test
  void operatorsThatAreNotListedDoNotRun() {
    for (String operator : List.of("Loop", "RandomNormalLike", "NonZero", "StringNormalizer")) {
      byte[] file =
          GoodModel.with(
                  (g, x) -> GoodModel.head(g, g.node(operator, List.of(x)), GoodModel.FEATURES))
              .bytes();
      assertThat(refusal(examine(file)))
          .isInstanceOfSatisfying(
              Refusal.Operator.class, no -> assertThat(no.name()).isEqualTo(operator));
    }
    byte[] custom =
        resealed(model -> model.getGraphBuilder().getNodeBuilder(0).setDomain("com.example.shell"));
    assertThat(refusal(examine(custom)))
        .isInstanceOfSatisfying(
            Refusal.Operator.class,
            no -> assertThat(no.name()).isEqualTo("com.example.shell.Gemm"));
  }

  @Test
  void weightsAndAnswersAreNumbers() {
    var weights = new float[GoodModel.LEVELS];
    weights[1] = Float.NaN;
    OnnxGraph good = OnnxGraph.parse(GoodModel.file(), OnnxGraph.MOST_BYTES);
    assertThat(refusal(examine(Seal.on(good.withFloats(Map.of("head.bias", weights))).bytes())))
        .isEqualTo(new Refusal.NotFiniteWeight("head.bias"));
    byte[] logarithm =
        GoodModel.with((g, x) -> g.log(GoodModel.layer(g, x, GoodModel.FEATURES, 3, "l"))).bytes();
    assertThat(refusal(examine(logarithm))).isInstanceOf(Refusal.NotFinite.class);
    assertThat(reached).contains(Stage.RUN).doesNotContain(Stage.ENGINE);
  }

  @Test
  void aRowIsForecastWithoutRegardToItsNeighbours() {
    byte[] file =
        GoodModel.with(
                (g, x) ->
                    g.node(
                        "Softmax",
                        List.of(GoodModel.head(g, x, GoodModel.FEATURES)),
                        GraphBuilder.attribute("axis", 0)))
            .bytes();
    assertThat(refusal(examine(file))).isInstanceOf(Refusal.RowsMix.class);
  }

  @Test
  void theCardIsWholeAndItsFeaturesAreKnown() {
    assertThat(refusal(examine(withCard(CardProperties.FEATURES, "guess.1, guess.2"))))
        .isInstanceOfSatisfying(
            Refusal.Card.class, no -> assertThat(no.message()).contains("guess.1"));
    assertThat(refusal(examine(withCard(CardProperties.HORIZON, "soon"))))
        .isInstanceOf(Refusal.Card.class);
    assertThat(refusal(examine(withCard(CardProperties.PREFIX + "colour", "red"))))
        .isInstanceOf(Refusal.Card.class);
  }

  @Test
  void aModelWithoutASealOrWithABrokenOneIsRefused() {
    OnnxGraph good = OnnxGraph.parse(GoodModel.file(), OnnxGraph.MOST_BYTES);
    assertThat(refusal(examine(good.withFloats(Map.of()).bytes())))
        .isEqualTo(new Refusal.NotSealed());
    byte[] other = GoodModel.changed(model -> model.setProducerName("somebody else"));
    assertThat(refusal(examine(other))).isInstanceOf(Refusal.BrokenSeal.class);
  }

  @Test
  void aSlowModelIsRefused() {
    Caps none = new Caps(1 << 20, 1_000, 1_000, 10_000, 12, Duration.ofNanos(1));
    Findings found =
        examination(none).examine(GoodModel.file(), Optional.empty(), Optional.empty());
    assertThat(refusal(found)).isInstanceOf(Refusal.TooSlow.class);
    assertThat(found.figures()).containsKey("run.ms");
  }

  @Test
  void enginesThatDoNotAgreeAreBothDoubted() {
    var shifted = new Examination(Caps.DEFAULT, HostileFilesTest::shifted, reached::add);
    assertThat(refusal(shifted.examine(GoodModel.file(), Optional.empty(), Optional.empty())))
        .isInstanceOf(Refusal.EnginesDiffer.class);
  }

  @Test
  void everyRefusalSaysWhatToDo() {
    assertThat(new Refusal.NotSealed().message()).contains("parcook seal");
    assertThat(new Refusal.NotSealed().kind()).isEqualTo("not-sealed");
    assertThat(new Refusal.Growth("Tile", "t").message()).endsWith("shapes.");
  }

  private static SecondEngine.Opinion shifted(OnnxGraph graph, float[] rows, int count) {
    return new SecondEngine.Opinion.Computed(new float[count * GoodModel.LEVELS]);
  }

  private Findings examine(byte[] file) {
    return examination(Caps.DEFAULT).examine(file, Optional.empty(), Optional.empty());
  }

  private Examination examination(Caps caps) {
    reached.clear();
    return new Examination(caps, NO_OTHER, reached::add);
  }

  private static Refusal refusal(Findings found) {
    assertThat(found).isInstanceOf(Findings.Failed.class);
    return ((Findings.Failed) found).refusal();
  }

  private static byte[] resealed(java.util.function.Consumer<ModelProto.Builder> change) {
    return Seal.on(OnnxGraph.parse(GoodModel.changed(change), OnnxGraph.MOST_BYTES)).bytes();
  }

  private static void lie(ModelProto.Builder model, long... dims) {
    var tensor = model.getGraphBuilder().getInitializerBuilder(0).clearDims();
    for (long length : dims) {
      tensor.addDims(length);
    }
  }

  /// A graph in which a constant says how much is made of nothing.
  private static byte[] grown(String operator, long... shape) {
    var constant = TensorProto.newBuilder().setName("shape").setDataType(7).addDims(shape.length);
    for (long length : shape) {
      constant.addInt64Data(length);
    }
    OnnxGraph graph =
        GoodModel.with(
            (g, x) -> {
              var made = g.node(operator, List.of(new GraphBuilder.Value("shape")));
              return g.add(
                  GoodModel.head(g, x, GoodModel.FEATURES),
                  g.node("ReduceMax", List.of(made), keep()));
            });
    ModelProto.Builder model = graph.proto().toBuilder();
    model.getGraphBuilder().addInitializer(constant);
    byte[] bytes = model.build().toByteArray();
    return Seal.on(OnnxGraph.parse(bytes, OnnxGraph.MOST_BYTES)).bytes();
  }

  private static AttributeProto keep() {
    return GraphBuilder.attribute("keepdims", 0);
  }

  private static byte[] withAttribute(AttributeProto.Builder attribute) {
    return GoodModel.changed(
        model -> model.getGraphBuilder().getNodeBuilder(0).addAttribute(attribute.setName("a")));
  }

  private static byte[] withCard(String key, String value) {
    OnnxGraph good = OnnxGraph.parse(GoodModel.file(), OnnxGraph.MOST_BYTES);
    Map<String, String> properties = new TreeMap<>(good.metadata());
    properties.put(key, value);
    return Seal.on(good.withMetadata(properties)).bytes();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
