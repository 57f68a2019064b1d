package io.parcook.tuning.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.simulator.Restaurant;
import io.parcook.tuning.dataset.SimulatedStores;
import io.parcook.tuning.dataset.StoreHistory;
import io.parcook.tuning.train.Architecture.Activation;
import io.parcook.tuning.train.Architecture.Head;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// From simulated stores to a model that serves, small enough for every build.
final class CorpusTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
  private static final Schedule SHORT = new Schedule(150, 256, 0.006, 1e-4, 0.5, 1);

  private final StoreHistory quarter = store(3, 15);

  @Test
  void aModelOfSimulatedStoresLearnsAndServesAndIsTheSameForTheSameSeed() {
    List<Double> losses = new ArrayList<>();
    OnnxGraph graph = train(losses);

    assertThat(mean(losses.subList(140, 150))).isLessThan(0.9 * mean(losses.subList(0, 5)));
    assertThat(train(new ArrayList<>()).bytes()).isEqualTo(graph.bytes());
    Instant noon = FIRST.plusDays(38).atTime(12, 5).atZone(quarter.calendar().zone()).toInstant();
    try (OnnxForecaster forecaster = OnnxForecaster.open(graph, SessionSettings.DEFAULT)) {
      Forecast forecast =
          forecaster.forecast(
              quarter.history(),
              quarter.history().items(),
              noon,
              quarter.calendar().intervalStart(noon),
              16);
      assertThat(forecast.source()).isEqualTo(new ForecastSource.Model("tiny-1"));
      double sum = 0;
      for (float portions : forecast.values()) {
        assertThat(portions).isFinite().isNotNegative();
        sum += portions;
      }
      assertThat(sum).isPositive();
    }
  }

  private OnnxGraph train(List<Double> losses) {
    Corpus corpus = new Corpus(new FeatureTable(Recipe.FEATURES), null, 20_000, 1);
    corpus.addSimulated(quarter);
    corpus.addSimulated(store(4, 60));
    TrainedModel model =
        new Trainer(
                new Architecture(List.of(16), Activation.GELU, Head.DIRECT), SHORT, Recipe.LEVELS)
            .train(
                corpus.shares(),
                Recipe.FEATURES.indexOf(Recipe.LEVEL),
                (_, loss) -> losses.add(loss));
    return model.graph(Recipe.card("tiny-1", model, Map.of()));
  }

  private static StoreHistory store(long seed, int minutes) {
    return SimulatedStores.run(Restaurant.random(seed), Duration.ofMinutes(minutes), FIRST, 40);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
