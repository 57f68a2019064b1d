package io.parcook.sync.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.onnx.OnnxGraph;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.ByteBudget;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.MinimumSpeed;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.Resolution;
import io.parcook.sync.registry.Transfer;
import io.parcook.sync.registry.layout.LayoutRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped base model, and the same with another head.
class HeadOnlyUpdateTest {

  private static final Reference.Tag TAG = new Reference.Tag("v2");
  private static final ModelArtifact.Bases NONE = _ -> Optional.empty();

  @TempDir Path folder;

  private final AtomicLong came = new AtomicLong();
  private final Transfer transfer =
      new Transfer(1 << 20, MinimumSpeed.DEFAULT, ByteBudget.unlimited(), came::addAndGet);

  @SuppressWarnings("NullAway.Init")
  private Registry registry;

  @SuppressWarnings("NullAway.Init")
  private FolderDisk store;

  @SuppressWarnings("NullAway.Init")
  private byte[] old;

  @SuppressWarnings("NullAway.Init")
  private byte[] next;

  @BeforeEach
  void begin() throws IOException {
    registry = new LayoutRegistry(new FolderDisk(folder.resolve("cloud")), "cloud");
    store = new FolderDisk(folder.resolve("store"));
    try (InputStream in = HeadOnlyUpdateTest.class.getResourceAsStream("/base/base.onnx")) {
      old = in == null ? new byte[0] : in.readAllBytes();
    }
    next = withAnotherHead(old);
  }

  @Test
  void aStoreWithTheBaseFetchesLessThanATwentiethOfTheModel() throws IOException {
    ModelArtifact model = pushed(List.of(old));

    model.fetch(registry, bases(old), store, "model.onnx", transfer);

    assertThat(folder.resolve("store/model.onnx")).hasBinaryContent(next);
    assertThat(store.names("")).containsExactly("model.onnx");
    assertThat(came.get()).isPositive();
    long manifest = model.manifest().bytes().length;
    assertThat(came.get() + manifest).isLessThan(next.length / 20);
  }

  @Test
  void aStoreWithoutTheBaseFetchesThePlainFile() throws IOException {
    ModelArtifact model = pushed(List.of(old));
    model.fetch(registry, NONE, store, "model.onnx", transfer);
    assertThat(folder.resolve("store/model.onnx")).hasBinaryContent(next);
    assertThat(came).hasValue(next.length);
  }

  @Test
  void theFirstLayerIsThePlainFileForEveryOtherTool() throws IOException {
    Manifest manifest = pushed(List.of(old)).manifest();
    assertThat(manifest.artifactType()).isEqualTo(MediaTypes.MODEL);
    assertThat(manifest.layers().getFirst().mediaType()).isEqualTo(MediaTypes.WEIGHT);
    assertThat(registry.bytes(manifest.layers().getFirst(), 1 << 20)).isEqualTo(next);
    assertThat(manifest.layers().get(1).annotation(Annotations.FILE)).hasValue("card.json");
  }

  @Test
  void aBaseThatIsNotWhatItSaysCostsTheDeltaAndThenTheFile() throws IOException {
    ModelArtifact model = pushed(List.of(old));
    byte[] garbled = old.clone();
    garbled[garbled.length / 2] ^= 1;

    model.fetch(
        registry,
        digest -> Optional.of(new ByteArrayInputStream(garbled)),
        store,
        "model.onnx",
        transfer);

    assertThat(folder.resolve("store/model.onnx")).hasBinaryContent(next);
    assertThat(came.get()).isGreaterThan(next.length);
    assertThat(store.names("")).containsExactly("model.onnx");
  }

  @Test
  void theSmallestDeltaThatFitsIsTaken() throws IOException {
    byte[] between = withAnotherHead(next);
    ModelArtifact model = pushed(List.of(old, between));
    assertThat(model.delta(NONE)).isEmpty();
    Descriptor onOld = model.delta(bases(old)).orElseThrow();
    assertThat(onOld.annotation(Annotations.BASE)).hasValue(Digest.of(old).toString());
    assertThat(model.delta(bases(old, between)).orElseThrow().size())
        .isLessThanOrEqualTo(onOld.size());
  }

  @Test
  void aModelThatSharesNothingHasNoDelta() {
    byte[] other = new byte[next.length];
    new Random(1).nextBytes(other);
    assertThat(ModelPack.model(next, Map.of(), "v", 2, List.of(other, next)).manifest().layers())
        .hasSize(2);
  }

  @Test
  void anAdapterIsFoundAtItsBase() throws IOException {
    pushed(List.of());
    Descriptor base = ((Resolution.Found) registry.resolve(TAG, null)).manifest().descriptor();
    byte[] safetensors = "tuned".getBytes(StandardCharsets.UTF_8);
    ModelPack.adapter(safetensors, base, "store-17", Map.of("io.parcook.wql", "0.31"))
        .push(registry, null);

    assertThat(registry.referrers(base.digest(), MediaTypes.MODEL))
        .singleElement()
        .satisfies(
            adapter ->
                assertThat(adapter.annotations())
                    .containsEntry(Annotations.KIND, ModelPack.ADAPTER)
                    .containsEntry(Annotations.STORE, "store-17")
                    .containsEntry("io.parcook.wql", "0.31"));
  }

  private ModelArtifact pushed(List<byte[]> bases) throws IOException {
    ModelPack.model(next, Map.of("parcook.version", "b2"), "b2", 2, bases).push(registry, TAG);
    ModelArtifact read =
        ModelArtifact.of(((Resolution.Found) registry.resolve(TAG, null)).manifest());
    assertThat(read.number()).isEqualTo(2);
    assertThat(read.version()).isEqualTo("b2");
    return read;
  }

  private static ModelArtifact.Bases bases(byte[]... files) {
    return digest ->
        Arrays.stream(files)
            .filter(file -> Digest.of(file).equals(digest))
            .<InputStream>map(ByteArrayInputStream::new)
            .findFirst();
  }

  private static byte[] withAnotherHead(byte[] onnx) {
    OnnxGraph graph = OnnxGraph.parse(onnx, 1 << 20);
    Map<String, float[]> head = new TreeMap<>();
    for (String name : List.of("head.weight", "head.bias")) {
      float[] values = graph.floats(name);
      for (int i = 0; i < values.length; i++) {
        values[i] += 0.001f * (i % 7 - 3);
      }
      head.put(name, values);
    }
    Map<String, String> card = new TreeMap<>(graph.metadata());
    card.put("parcook.version", card.get("parcook.version") + ".1");
    return graph.withFloats(head).withMetadata(card).bytes();
  }

  @Test
  void theFileOnDiskIsNeverRewritten() throws IOException {
    Path file = Files.write(folder.resolve("base.onnx"), old);
    ModelArtifact model = pushed(List.of(old));
    model.fetch(
        registry, _ -> Optional.of(Files.newInputStream(file)), store, "model.onnx", transfer);
    assertThat(file).hasBinaryContent(old);
  }
}
