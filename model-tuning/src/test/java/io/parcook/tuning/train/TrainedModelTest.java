package io.parcook.tuning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.Initializer;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.train.Architecture.Activation;
import io.parcook.tuning.train.Architecture.Head;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainedModelTest {

  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  @ParameterizedTest
  @CsvSource({"GELU,DIRECT", "GELU,CUMULATIVE", "RELU,DIRECT", "RELU,CUMULATIVE"})
  void onnxRuntimeGivesWhatTheTrainerGaveForEveryArchitecture(Activation activation, Head head) {
    TrainedModel model = train(new Architecture(List.of(16, 8), activation, head));

    OnnxGraph graph = model.graph(card(model, 3));

    assertThat(CardProperties.read(graph.metadata()).quantiles()).isEqualTo(LEVELS);
    assertThat(graph.initializers()).extracting(Initializer::name).containsAll(model.learned());
  }

  @Test
  void aGraphThatAnswersOtherwiseThanTheTrainerIsNotHandedOut() {
    TrainedModel model = train(new Architecture(List.of(8), Activation.GELU, Head.DIRECT));
    OnnxGraph graph = model.graph(card(model, 3));
    float[] bias = graph.floats("head.bias");
    bias[1] += 0.01f;

    assertThatThrownBy(() -> model.check(graph.withFloats(Map.of("head.bias", bias)), 3))
        .isInstanceOf(ParityException.class)
        .hasMessageContaining("not written");
  }

  private static TrainedModel train(Architecture architecture) {
    return new Trainer(architecture, new Schedule(20, 64, 0.01, 0.01, 0.5, 3), LEVELS)
        .train(List.of(new Share("synthetic", new Synthetic(5).rows(2_000), 1)), 0, (_, _) -> {});
  }

  private static ModelCard card(TrainedModel model, int quantiles) {
    return new ModelCard(
        ModelCard.CONTRACT,
        "test-1",
        List.of("item.level", "one", "two"),
        LEVELS.subList(0, quantiles),
        List.of(Duration.ofHours(1)),
        Duration.ofHours(24),
        model.learned(),
        Map.of());
  }
}
