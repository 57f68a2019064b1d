package io.parcook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.AdapterCard;
import io.parcook.models.adapter.WeightOverride;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.sync.registry.DebianRegistry;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.artifact.ModelPack;
import io.parcook.sync.registry.http.HttpRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {

  private static final OnnxGraph BASE = BaseModel.read().orElseThrow();

  @TempDir Path folder;

  @Test
  void adaptersOfAFolderBecomeACandidateThatMayRun() throws IOException {
    for (int store = 0; store < 6; store++) {
      adapter(BASE.digest(), 0.01f * store).write(folder.resolve("s" + store + ".safetensors"));
    }
    adapter("sha256:" + "1".repeat(64), 1).write(folder.resolve("other.safetensors"));
    Files.writeString(folder.resolve("torn.safetensors"), "half a file");
    Path out = folder.resolve("candidate.onnx");

    var ran = Commands.run("merge", folder, "--version", "base-next", "--out", out);

    assertThat(ran.exit()).as(ran.said()).isEqualTo(Exit.OK);
    assertThat(ran.printed())
        .contains("Merged 6 stores", "Left out other.safetensors", "Left out torn.safetensors");
    float[] base = BASE.floats("head.bias");
    float[] merged = OnnxGraph.read(out, OnnxGraph.MOST_BYTES).floats("head.bias");
    assertThat(merged[0] - base[0]).isBetween(0.005f, 0.045f);
    assertThat(Commands.run("admit", out).exit()).isEqualTo(Exit.OK);
  }

  @Test
  void aFolderWithoutAdaptersSaysHowManyItTakes() {
    var ran = Commands.run("merge", folder, "--version", "v", "--out", folder.resolve("c.onnx"));
    assertThat(ran.exit()).isEqualTo(Exit.INPUT);
    assertThat(ran.said()).contains("a merge takes 5");
  }

  @Test
  void whatStoresPutBesideABaseInARegistryIsMergedOnceEach() throws IOException {
    try (DebianRegistry registry = DebianRegistry.open(folder.resolve("registry"));
        Registry cloud = new HttpRegistry(registry.access("models/base"))) {
      Descriptor base =
          ModelPack.model(BaseModel.bytes().orElseThrow(), Map.of(), "base-1", 1, List.of())
              .push(cloud, new Reference.Tag("v1"));
      for (int store = 0; store < 6; store++) {
        put(cloud, base, "s" + store, adapter(BASE.digest(), 9).bytes());
        put(cloud, base, "s" + store, adapter(BASE.digest(), 0.01f * store).bytes());
      }
      put(cloud, base, "torn", new byte[100]);
      put(cloud, base, "other", adapter("sha256:" + "1".repeat(64), 1).bytes());
      String from = registry.origin() + "/models/base:v1";
      Path out = folder.resolve("candidate.onnx");

      var ran = Commands.run("merge", "--from", from, "--version", "base-next", "--out", out);

      assertThat(ran.exit()).as(ran.said()).isEqualTo(Exit.OK);
      assertThat(ran.printed())
          .contains("Merged 6 stores", "Left out other", "Left out torn", "parcook evaluate");
      float[] merged = OnnxGraph.read(out, OnnxGraph.MOST_BYTES).floats("head.bias");
      assertThat(merged[0] - BASE.floats("head.bias")[0]).isBetween(0.005f, 0.045f);

      var absent = Commands.run("merge", "--from", from + "x", "--version", "n", "--out", out);
      assertThat(absent.exit()).isEqualTo(Exit.INPUT);
      assertThat(absent.said()).contains("There is no manifest v1x");
    }
  }

  @Test
  void aCandidateThatIsWorseThanItsBaseIsNotWritten() throws IOException {
    for (int store = 0; store < 6; store++) {
      adapter(BASE.digest(), 3).write(folder.resolve("s" + store + ".safetensors"));
    }
    Path out = folder.resolve("candidate.onnx");
    var ran = Commands.run("merge", folder, "--version", "v", "--out", out, "--judge-simulated", 1);
    assertThat(ran.exit()).as(ran.said()).isEqualTo(Exit.REFUSED);
    assertThat(ran.printed()).contains("worse than its base: not written");
    assertThat(out).doesNotExist();
  }

  @Test
  void filesAndARegistryAreNotMixed() {
    var both =
        Commands.run("merge", folder, "--from", "oci:x:v1", "--version", "v", "--out", "c.onnx");
    assertThat(both.said()).contains("Name files of adapters, or a base in a registry");
  }

  private static void put(Registry cloud, Descriptor base, String store, byte[] adapter)
      throws IOException {
    ModelPack.adapter(adapter, base, store, Map.of())
        .push(cloud, new Reference.Tag("adapter-" + store));
  }

  private static Adapter adapter(String base, float more) {
    float[] bias = BASE.floats("head.bias");
    for (int i = 0; i < bias.length; i++) {
      bias[i] += more;
    }
    LocalDate day = LocalDate.of(2026, 11, 1);
    return new Adapter(
        new AdapterCard(
            "tuned", base, 1, 1, day, day, Instant.EPOCH, Map.of("wql", 0.5, "wql.base", 0.52)),
        new TreeMap<>(
            Map.of("head.bias", new WeightOverride.Whole(bias, List.of((long) bias.length)))));
  }
}
