package io.parcook.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parcook.models.FreshRetail;
import io.parcook.models.forecast.PastDays;
import io.parcook.models.forecast.SlotMeanForecaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The same baselines were computed independently, with other code in another language, when the
/// data was prepared. Those figures are the oracle of the history, the baseline forecaster, the
/// backtest and the scores at once.
class PublishedBaselineTest {

  private static final LocalDate LAST_14_DAYS = LocalDate.of(2024, 6, 12);

  @Test
  void theBaselinesOfTheSharedStoresComeOutAsPublished() throws IOException {
    Path file = FreshRetail.file(FreshRetail.EDGE);
    assumeTrue(Files.exists(file), "the shared data is not beside this checkout");
    List<Double> levels = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
    var baselines = new LinkedHashMap<String, SlotMeanForecaster>();
    baselines.put("same slot, last 14 days", new SlotMeanForecaster(levels, "baseline"));
    baselines.put(
        "same slot, last 28 days", new SlotMeanForecaster(levels, PastDays.last(28), "baseline"));
    baselines.put(
        "same weekday, six weeks",
        new SlotMeanForecaster(levels, PastDays.sameWeekday(6), "baseline"));
    var total = new LinkedHashMap<String, Scores>();
    for (var history : FreshRetail.stores(file).values()) {
      var rounds = Rounds.dayAhead(history.calendar(), LAST_14_DAYS, 14, 6, 22);
      Map<String, Scores> store =
          Backtest.byDeciles().run(history, history.items(), rounds, baselines);
      store.forEach(
          (name, scores) -> total.computeIfAbsent(name, _ -> new Scores(levels)).merge(scores));
    }
    // The forecaster treats samples of few days with more care, hence the small difference.
    assertThat(total.values())
        .extracting(Scores::wql)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 0.004 ? 0 : Double.compare(a, b))
        .containsExactly(0.627, 0.610, 0.693);
  }
}
