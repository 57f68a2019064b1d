package io.parcook.models.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parcook.models.adapter.WeightOverride.LowRank;
import io.parcook.models.adapter.WeightOverride.Whole;
import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.OnnxGraph;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterTest {

  private static final OnnxGraph BASE = linear();
  private static final List<Long> WEIGHT = List.of(4L, 3L);

  @TempDir Path folder;

  @Test
  void aWrittenAdapterReadsBackTheSame() throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      Adapter adapter = random(random);
      Path file = folder.resolve("a.safetensors");
      adapter.write(file);
      Adapter back = Adapter.read(file);
      assertThat(back.card()).as("seed %s", seed).isEqualTo(adapter.card());
      assertThat(back.overrides())
          .as("seed %s", seed)
          .usingRecursiveComparison()
          .isEqualTo(adapter.overrides());
      assertThat(Files.readAllBytes(file)).as("seed %s", seed).isEqualTo(back.bytes());
      assertThat(folder).isDirectoryNotContaining("glob:*.part");
    }
  }

  @Test
  void wholeTensorsReplaceAndFactorsAddTheirProduct() {
    float[] bias = {1, 2, 3};
    float[] first = {1, 2, -3, 0.5f};
    float[] second = {0.1f, 0.2f, -0.3f};
    Adapter adapter =
        adapter(
            Map.of(
                "out.bias", new Whole(bias, List.of(3L)),
                "out.weight", new LowRank(4, 1, 3, first, second)));

    OnnxGraph tuned = adapter.applyTo(BASE);

    assertThat(tuned.floats("out.bias")).isEqualTo(bias);
    float[] before = BASE.floats("out.weight");
    float[] after = tuned.floats("out.weight");
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 3; column++) {
        assertThat(after[row * 3 + column])
            .isEqualTo((float) (before[row * 3 + column] + (double) first[row] * second[column]));
      }
    }
    assertThat(tuned.metadata()).containsEntry("parcook.version", "tuned-1").containsKey("kept");
    assertThat(BASE.floats("out.weight")).isEqualTo(before);
    assertThat(tuned.digest()).isNotEqualTo(BASE.digest());
  }

  @Test
  void theProductOfFactorsIsThatOfPlainMatrices() {
    for (long seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      int rows = 1 + random.nextInt(6);
      int rank = 1 + random.nextInt(4);
      int columns = 1 + random.nextInt(6);
      float[] base = floats(random, rows * columns);
      float[] first = floats(random, rows * rank);
      float[] second = floats(random, rank * columns);
      float[] merged = new LowRank(rows, rank, columns, first, second).on(base);
      double[][] sum = new double[rows][columns];
      for (int k = 0; k < rank; k++) {
        for (int cell = 0; cell < rows * columns; cell++) {
          sum[cell / columns][cell % columns] +=
              (double) first[cell / columns * rank + k] * second[k * columns + cell % columns];
        }
      }
      for (int cell = 0; cell < merged.length; cell++) {
        assertThat((double) merged[cell])
            .as("seed %s", seed)
            .isCloseTo(base[cell] + sum[cell / columns][cell % columns], Offset.offset(1e-5));
      }
    }
  }

  @Test
  void anAdapterOfAnotherBaseIsRefused() {
    Adapter adapter = adapter(Map.of("out.bias", new Whole(new float[3], List.of(3L))));
    OnnxGraph other = BASE.withFloats(Map.of("out.bias", new float[] {9, 9, 9}));
    assertThat(fault(() -> adapter.applyTo(other)))
        .isEqualTo(new AdapterFault.OtherBase(BASE.digest(), other.digest()));
    assertThatThrownBy(() -> adapter.applyTo(other)).hasMessageContaining("tune on this base");
  }

  @Test
  void weightsThatTheBaseDoesNotHaveAreRefused() {
    assertThat(
            fault(
                () -> adapter(Map.of("none", new Whole(new float[3], List.of(3L)))).applyTo(BASE)))
        .isEqualTo(new AdapterFault.UnknownWeights("none"));
    assertThat(
            fault(
                () ->
                    adapter(Map.of("out.bias", new Whole(new float[3], List.of(1L, 3L))))
                        .applyTo(BASE)))
        .isEqualTo(new AdapterFault.OtherShape("out.bias", List.of(1L, 3L), List.of(3L)));
    LowRank thin = new LowRank(3, 1, 4, new float[3], new float[4]);
    assertThat(fault(() -> adapter(Map.of("out.weight", thin)).applyTo(BASE)))
        .isEqualTo(new AdapterFault.OtherShape("out.weight", List.of(3L, 4L), WEIGHT));
  }

  @Test
  void weightsThatAreNotFiniteAreRefusedAlsoAsAProduct() {
    for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      float[] values = {0, bad, 1};
      assertThat(fault(() -> adapter(Map.of("out.bias", new Whole(values, List.of(3L))))))
          .isEqualTo(new AdapterFault.NotFinite("out.bias"));
    }
    float[] huge = {3e38f, 1, 1, 1};
    LowRank product = new LowRank(4, 1, 3, huge, new float[] {9, 1, 1});
    assertThat(fault(() -> adapter(Map.of("out.weight", product)).applyTo(BASE)))
        .isEqualTo(new AdapterFault.NotFinite("out.weight"));
  }

  @Test
  void noDamagedByteEverGivesAnAdapter() {
    byte[] sound = random(new Random(1)).bytes();
    for (int at = 0; at < sound.length; at++) {
      for (int flip : new int[] {1, 0x80, 0xff}) {
        byte[] damaged = sound.clone();
        damaged[at] ^= (byte) flip;
        int place = at;
        assertThatThrownBy(() -> Adapter.parse(damaged))
            .as("byte %s flipped by %s", place, flip)
            .isInstanceOf(InvalidAdapterException.class);
      }
    }
  }

  @Test
  void noRandomDamageEverGivesAnAdapter() {
    byte[] sound = random(new Random(1)).bytes();
    for (long seed = 0; seed < 20_000; seed++) {
      byte[] damaged = Damage.of(sound, new Random(seed));
      assertThatThrownBy(() -> Adapter.parse(damaged))
          .as("seed %s", seed)
          .isInstanceOf(InvalidAdapterException.class);
    }
  }

  @Test
  void aFileThatAnotherLanguageWroteIsRead() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/adapter/python.safetensors"))) {
      Adapter adapter = Adapter.parse(in.readAllBytes());
      assertThat(adapter.card())
          .isEqualTo(
              new AdapterCard(
                  "linear-1+python",
                  "sha256:" + "ab".repeat(32),
                  1,
                  7,
                  LocalDate.of(2026, 10, 1),
                  LocalDate.of(2026, 11, 1),
                  Instant.parse("2026-11-02T03:04:05Z"),
                  Map.of("wql", 0.5)));
      assertThat(adapter.overrides())
          .usingRecursiveComparison()
          .isEqualTo(
              new TreeMap<>(
                  Map.of(
                      "out.bias",
                      new Whole(new float[] {0.5f, -1.25f, 3e-5f}, List.of(3L)),
                      "out.weight",
                      new LowRank(
                          4,
                          1,
                          3,
                          new float[] {1, 2, -3, 0.5f},
                          new float[] {0.1f, 0.2f, -0.3f}))));
    }
  }

  @Test
  void aRankFourAdapterOfTheShippedLayersStaysSmall() {
    var overrides = new TreeMap<String, WeightOverride>();
    int[] widths = {43, 128, 128, 64};
    for (int i = 0; i + 1 < widths.length; i++) {
      int in = widths[i];
      int out = widths[i + 1];
      overrides.put("l" + i, new LowRank(in, 4, out, new float[in * 4], new float[4 * out]));
      overrides.put("b" + i, new Whole(new float[out], List.of((long) out)));
    }
    overrides.put("head", new Whole(new float[64 * 11], List.of(64L, 11L)));
    assertThat(adapter(overrides).bytes().length).isLessThan(20_000);
  }

  private static AdapterFault fault(ThrowingCallable call) {
    return Objects.requireNonNull(catchThrowableOfType(InvalidAdapterException.class, call))
        .fault();
  }

  private static Adapter random(Random random) {
    float[] bias = floats(random, 3);
    LowRank weight = new LowRank(4, 2, 3, floats(random, 8), floats(random, 6));
    return adapter(Map.of("out.bias", new Whole(bias, List.of(3L)), "out.weight", weight));
  }

  private static float[] floats(Random random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static Adapter adapter(Map<String, ? extends WeightOverride> overrides) {
    var card =
        new AdapterCard(
            "tuned-1",
            BASE.digest(),
            1,
            42,
            LocalDate.of(2026, 10, 1),
            LocalDate.of(2026, 11, 1),
            Instant.parse("2026-11-02T03:04:05Z"),
            Map.of("wql", 0.5, "wql.base", 0.55));
    return new Adapter(card, new TreeMap<>(overrides));
  }

  private static OnnxGraph linear() {
    var random = new Random(3);
    var g = new GraphBuilder("linear");
    var x = g.input("features", 4);
    var w = g.floats("out.weight", floats(random, 12), 4, 3);
    g.output("quantiles", g.gemm(x, w, g.floats("out.bias", floats(random, 3), 3)), 3);
    OnnxGraph built = g.build(Map.of("parcook.version", "linear-1", "kept", "yes"));
    return OnnxGraph.parse(built.bytes(), OnnxGraph.MOST_BYTES);
  }
}
