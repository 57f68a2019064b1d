package io.parcook.tuning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parcook.models.evaluate.Backtest;
import io.parcook.models.evaluate.Rounds;
import io.parcook.models.evaluate.ScoreTable;
import io.parcook.models.evaluate.Scores;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.forecast.SlotMeanForecaster;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.dataset.FreshRetailFile;
import io.parcook.tuning.dataset.StoreHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The shipped model on stores that no training saw, where the data lies beside this checkout.
final class ShippedModelTest {

  private static final List<Double> DECILES = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

  @Test
  void itIsBetterThanTheUsualLevelOnStoresThatNoTrainingSaw() throws IOException {
    Path root = root();
    Path data = root.resolveSibling("shared/data/freshretail_edge_12_stores.csv.gz");
    assumeTrue(Files.exists(data), "the shared data does not lie beside this checkout");

    Scores modelScores = new Scores(DECILES);
    Scores usualScores = new Scores(DECILES);
    Map<String, Scores> total = Map.of("model", modelScores, "usual", usualScores);
    Map<String, Forecaster> forecasters = new LinkedHashMap<>();
    OnnxGraph graph = OnnxGraph.read(root.resolve("models/base/base.onnx"), OnnxGraph.MOST_BYTES);
    try (OnnxForecaster model = OnnxForecaster.open(graph, SessionSettings.DEFAULT)) {
      forecasters.put("model", model);
      forecasters.put("usual", new SlotMeanForecaster(DECILES, "A baseline was asked for."));
      for (StoreHistory store : FreshRetailFile.read(data, _ -> {})) {
        Map<String, Scores> scores =
            Backtest.byDeciles()
                .run(
                    store.history(),
                    store.history().items(),
                    Rounds.dayAhead(store.calendar(), store.last().minusDays(13), 14, 6, 22),
                    forecasters);
        total.forEach((name, sum) -> sum.merge(Objects.requireNonNull(scores.get(name))));
      }
    }
    System.out.println(ScoreTable.of("12 stores, day ahead", total));

    assertThat(modelScores.rows()).isEqualTo(300_609);
    assertThat(modelScores.usualShare()).isZero();
    assertThat(modelScores.wql()).isLessThanOrEqualTo(0.59);
    assertThat(usualScores.wql()).isCloseTo(0.627, within(0.002));
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.resolve("..").normalize();
    }
    return folder;
  }
}
