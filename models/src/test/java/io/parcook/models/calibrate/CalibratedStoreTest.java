package io.parcook.models.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parcook.models.FreshRetail;
import io.parcook.models.evaluate.Round;
import io.parcook.models.evaluate.Rounds;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.pipeline.history.DemandHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Real stores and the shipped model, day ahead, by the hour.
class CalibratedStoreTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 4, 12);
  private static final int DAYS = 75;
  private static final int LEARNING = 14;

  @Test
  void everyFortnightOfRealStoresHoldsTheLevels() throws IOException {
    Path file = FreshRetail.file(FreshRetail.EDGE);
    assumeTrue(Files.exists(file), "the shared data is not beside this checkout");
    var graph = BaseModel.read();
    assumeTrue(graph.isPresent(), "this checkout ships no base model yet");
    try (var model = OnnxForecaster.open(graph.get(), SessionSettings.DEFAULT)) {
      for (DemandHistory store : FreshRetail.stores(file).values().stream().limit(3).toList()) {
        var calibrator = new Calibrator(model.card().quantiles());
        var own = new CalibratedForecaster(model, calibrator);
        List<double[]> calibrated = rows(store, own);
        for (int level = 0; level < Fortnights.LEVELS.size(); level++) {
          assertThat(Fortnights.worst(calibrated, level, LEARNING))
              .as("level %s", Fortnights.LEVELS.get(level))
              .isLessThan(0.02);
        }
        assertThat(own.waiting()).as("intervals of the last day").isEqualTo(16);
        assertThat(calibrator.state().length).isLessThan(8_192);
      }
    }
  }

  private static List<double[]> rows(DemandHistory store, Forecaster forecaster) {
    List<double[]> rows = new ArrayList<>();
    List<Round> rounds = Rounds.dayAhead(store.calendar(), FIRST, DAYS, 6, 22);
    for (int day = 0; day < DAYS; day++) {
      Round round = rounds.get(day);
      Forecast forecast =
          forecaster.forecast(store, store.items(), round.origin(), round.from(), round.steps());
      for (int item = 0; item < store.items().size(); item++) {
        for (int step = 0; step < round.steps(); step++) {
          float sold = store.sold(item, store.calendar().day(round.from()), 6 + step);
          if (!Float.isNaN(sold)) {
            rows.add(Fortnights.row(forecast, item, step, day, sold));
          }
        }
      }
    }
    return rows;
  }
}
