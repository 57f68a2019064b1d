package io.parcook.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.models.card.CardProperties;
import io.parcook.models.card.InvalidCardException;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ModelSessionTest {

  private static final ModelCard CARD = TestModels.card(List.of("a", "b", "c"), List.of(0.1, 0.9));
  private static final float[] WEIGHT = {1, -1, 2, 3, 0.5f, 4};
  private static final float[] BIAS = {10, 20};
  private static final OnnxGraph LINEAR = TestModels.linear(CARD, WEIGHT, BIAS);

  @Test
  void everyRowCountGivesTheModelsArithmeticThroughTheSameBuffers() {
    var random = new Random(4);
    var settings = new SessionSettings(new ExecutionProvider.Cpu(), 1, 8, 0);
    try (var session = ModelSession.open(LINEAR, settings)) {
      for (int rows : new int[] {1, 8, 3, 3, 8, 1, 5}) {
        float[][] in = new float[rows][3];
        FloatBuffer input = session.input();
        for (float[] row : in) {
          for (int i = 0; i < 3; i++) {
            row[i] = random.nextFloat();
          }
          input.put(row);
        }
        FloatBuffer output = session.run(rows);
        assertThat(output.remaining()).isEqualTo(2 * rows);
        for (float[] row : in) {
          for (int level = 0; level < 2; level++) {
            float expected =
                BIAS[level]
                    + row[0] * WEIGHT[level]
                    + row[1] * WEIGHT[2 + level]
                    + row[2] * WEIGHT[4 + level];
            assertThat(output.get()).isCloseTo(expected, Offset.offset(1e-5f));
          }
        }
      }
    }
  }

  @Test
  void moreRowsThanTheBufferHoldsAreRefused() {
    var settings = new SessionSettings(new ExecutionProvider.Cpu(), 1, 8, 0);
    try (var session = ModelSession.open(LINEAR, settings)) {
      assertThatThrownBy(() -> session.run(9)).hasMessage("rows are 1 to 8; they are 9");
      assertThatThrownBy(() -> session.run(0)).hasMessage("rows are 1 to 8; they are 0");
    }
  }

  @Test
  void theCpuIsServedWithoutAnyExcuse() {
    try (var session = ModelSession.open(LINEAR, SessionSettings.DEFAULT)) {
      assertThat(session.provider())
          .isEqualTo(new ProviderReport("cpu", "cpu", Optional.empty(), 0));
    }
  }

  @Test
  void aPluginLibraryThatIsMissingLeavesTheCpuAndSaysSo() {
    var plugin =
        ExecutionProvider.named(
            "plugin", Optional.of(Path.of("no-such.so")), Optional.empty(), Map.of());
    try (var session = ModelSession.open(LINEAR, SessionSettings.DEFAULT.on(plugin))) {
      assertThat(session.provider().active()).isEqualTo("cpu");
      assertThat(session.provider().requested()).startsWith("plugin npu of no-such.so");
      assertThat(session.provider().fallback().orElseThrow()).contains("no-such.so");
      assertThat(session.run(1).get(0)).isCloseTo(10, Offset.offset(10f));
    }
  }

  @Test
  void aFileThatIsNoPluginLeavesTheCpuAndSaysSo() throws IOException {
    var file = Files.createTempFile("not-a-plugin", ".so");
    var plugin = ExecutionProvider.named("plugin", Optional.of(file), Optional.of("gpu"), Map.of());
    try (var session = ModelSession.open(LINEAR, SessionSettings.DEFAULT.on(plugin))) {
      assertThat(session.provider().active()).isEqualTo("cpu");
      assertThat(session.provider().fallback()).isPresent();
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void providersThatThisRuntimeLacksLeaveTheCpuAndSaySo() {
    for (String name : List.of("openvino", "qnn", "cuda")) {
      var provider = ExecutionProvider.named(name, Optional.empty(), Optional.empty(), Map.of());
      try (var session = ModelSession.open(LINEAR, SessionSettings.DEFAULT.on(provider))) {
        assertThat(session.provider().active()).as(name).isEqualTo("cpu");
        assertThat(session.provider().requested()).startsWith(name);
        assertThat(session.provider().fallback()).as(name).isPresent();
      }
    }
  }

  @Test
  void aKindOfDeviceThatIsNotThereLeavesTheCpuAndListsWhatIs() {
    var plugin = ExecutionProvider.named("plugin", Optional.empty(), Optional.of("npu"), Map.of());
    try (var session = ModelSession.open(LINEAR, SessionSettings.DEFAULT.on(plugin))) {
      assertThat(session.provider().fallback().orElseThrow())
          .contains("no device of kind NPU")
          .contains("CPU");
    }
  }

  @Test
  void aDeviceOfThePluginInterfaceServesOnceItsProbeAgrees() {
    var plugin = ExecutionProvider.named("plugin", Optional.empty(), Optional.of("cpu"), Map.of());
    try (var session = ModelSession.open(LINEAR, SessionSettings.DEFAULT.on(plugin))) {
      assertThat(session.provider())
          .isEqualTo(new ProviderReport("plugin cpu", "plugin cpu", Optional.empty(), 0));
      session.input().put(new float[] {1, 1, 1});
      assertThat(session.run(1).get(1)).isCloseTo(26, Offset.offset(1e-4f));
    }
  }

  @Test
  void answersThatDifferTooMuchAreTold() {
    assertThat(Probe.difference(new float[] {1, 100}, new float[] {1.5f, 100})).isEqualTo(0.5);
    assertThat(Probe.difference(new float[] {1, 100}, new float[] {1, 101})).isEqualTo(0.01);
    assertThat(Probe.difference(new float[] {1}, new float[] {Float.NaN})).isInfinite();
    assertThat(Probe.difference(new float[] {Float.NaN}, new float[] {Float.NaN})).isZero();
    assertThat(Probe.difference(new float[] {Float.POSITIVE_INFINITY}, new float[] {1}))
        .isInfinite();
  }

  @Test
  void anUnknownProviderIsRefusedWithTheOnesThereAre() {
    assertThatThrownBy(
            () -> ExecutionProvider.named("tpu", Optional.empty(), Optional.empty(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'tpu'")
        .hasMessageContaining("cpu, openvino, qnn, cuda, plugin");
    assertThatThrownBy(
            () ->
                ExecutionProvider.named(
                    "plugin", Optional.empty(), Optional.of("abacus"), Map.of()))
        .hasMessageContaining("cpu, gpu, npu");
    assertThatThrownBy(
            () -> ExecutionProvider.named("cuda", Optional.empty(), Optional.of("one"), Map.of()))
        .hasMessageContaining("a number");
  }

  @Test
  void everyNameOnTheListIsTaken() {
    for (String name : ExecutionProvider.NAMES) {
      assertThat(
              ExecutionProvider.named(name, Optional.empty(), Optional.empty(), Map.of()).label())
          .startsWith(name);
    }
  }

  @Test
  void aGraphThatBeliesItsCardIsRefused() {
    var other = TestModels.card(List.of("a", "b", "c", "d"), List.of(0.1, 0.9));
    OnnxGraph lie = LINEAR.withMetadata(CardProperties.of(other));
    assertThatThrownBy(() -> ModelSession.open(lie, SessionSettings.DEFAULT))
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining("'features' float[rows, 4]");
  }

  @Test
  void aModelWithoutACardIsRefused() {
    assertThatThrownBy(
            () -> ModelSession.open(LINEAR.withMetadata(Map.of()), SessionSettings.DEFAULT))
        .isInstanceOf(InvalidCardException.class);
  }

  @Test
  void weightsPatchedIntoTheGraphAreTheOnesThatServe() {
    OnnxGraph patched = LINEAR.withFloats(Map.of("out.bias", new float[] {100, 200}));
    try (var session = ModelSession.open(patched, SessionSettings.DEFAULT)) {
      session.input().put(new float[] {0, 0, 0});
      FloatBuffer output = session.run(1);
      assertThat(output.get()).isEqualTo(100);
      assertThat(output.get()).isEqualTo(200);
    }
  }
}
