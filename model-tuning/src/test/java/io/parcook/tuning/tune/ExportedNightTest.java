package io.parcook.tuning.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.tuning.dataset.StoreHistory;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A whole night of graphs that PyTorch wrote: their card says what features they want, and the
/// night tunes them as it tunes the base.
class ExportedNightTest {

  private static final List<String> FEATURES =
      List.of(
          "sales.slot.lag1d",
          "sales.slot.lag7d",
          "sales.slot.mean7d",
          "sales.slot.mean14d",
          "sales.slot.mean28d",
          "sales.weekdaySlot.mean6w",
          "sales.neighbours.mean14d",
          "today.pace",
          "calendar.hour.sin",
          "calendar.hour.cos",
          "calendar.weekend",
          "item.level");

  private static final TuningPlan SHORT =
      new TuningPlan(TuningPolicy.LOW_RANK, 2, 4, 64, 0.01, 1, 1, 0.25, 1, 2, 5, 800, 1);

  private static final StoreHistory STORE = Nights.store(5, 50);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlp",
        "tide",
        "gru",
        "lstm",
        "transformer",
        "transformer-traced",
        "attention",
        "nhits",
        "nhits-traced",
        "convolution"
      })
  void aNightTunesItAndOnnxRuntimeServesWhatWasTuned(String name) throws IOException {
    OnnxGraph graph = exported(name);
    NightResult.Judged night = Nights.judged(Nights.run(graph, STORE, SHORT));
    assertThat(night.figures().after()).isLessThan(night.figures().before());
    assertThat(night.figures().parity()).isLessThan(Parity.ALLOWED);

    OnnxGraph tuned = night.adapter().applyTo(graph);
    assertThat(forecast(tuned).values()).isNotEqualTo(forecast(graph).values());
  }

  private static OnnxGraph exported(String name) throws IOException {
    assertThat(FeatureTable.known()).containsAll(FEATURES);
    try (InputStream in =
        Objects.requireNonNull(
            ExportedNightTest.class.getResourceAsStream("/graphs/" + name + ".onnx"), name)) {
      ModelCard card =
          new ModelCard(
              ModelCard.CONTRACT,
              "exported-" + name,
              FEATURES,
              List.of(0.1, 0.3, 0.5, 0.7, 0.9),
              List.of(Duration.ofHours(1)),
              Duration.ofHours(25),
              List.of(),
              Map.of());
      return OnnxGraph.parse(in.readAllBytes(), OnnxGraph.MOST_BYTES)
          .withMetadata(CardProperties.of(card));
    }
  }

  private static Forecast forecast(OnnxGraph graph) {
    try (OnnxForecaster forecaster = OnnxForecaster.open(graph, SessionSettings.DEFAULT)) {
      Instant noon = STORE.calendar().start(STORE.last().toEpochDay(), 12);
      return forecaster.forecast(STORE.history(), STORE.history().items(), noon, noon, 4);
    }
  }
}
