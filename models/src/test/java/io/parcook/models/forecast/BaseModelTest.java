package io.parcook.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parcook.pipeline.feature.FeatureTable;
import org.junit.jupiter.api.Test;

class BaseModelTest {

  @Test
  void theShippedModelOpensAndWantsOnlyFeaturesThatThisVersionComputes() {
    var graph = BaseModel.read();
    assumeTrue(graph.isPresent(), "this checkout ships no base model yet");
    try (var forecaster = OnnxForecaster.open(graph.get(), SessionSettings.DEFAULT)) {
      assertThat(FeatureTable.known()).containsAll(forecaster.card().features());
      assertThat(forecaster.card().provenance()).containsKey("command");
    }
  }
}
