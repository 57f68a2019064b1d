package io.parcook.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.pipeline.feature.UnknownFeatureException;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.StoreCalendar;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OnnxForecasterTest {

  private static final List<String> FEATURES =
      List.of("item.level", "calendar.hour.sin", "sales.slot.mean14d", "horizon.hours");
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);
  private static final ModelCard CARD = TestModels.card(FEATURES, LEVELS);

  /// Its quantiles cross in the morning and fall below zero for small items.
  private static final float[] WEIGHT = {1, 1, 1, 2, 0, -2, 1, 2, 3, 0, 0, 0.5f};

  private static final float[] BIAS = {-2, 0, -1};
  private static final OnnxGraph LINEAR = TestModels.linear(CARD, WEIGHT, BIAS);
  private static final StoreCalendar HOURLY =
      new StoreCalendar(ZoneId.of("Europe/Berlin"), Duration.ofHours(1));
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 20);
  private static final List<String> ITEMS = List.of("fries", "unknown", "soup", "tea", "pie");

  private final DemandHistory history = history(HOURLY);

  @Test
  void theForecastIsTheModelsArithmeticOnTheTablesFeaturesSortedAndClipped() {
    // Batches of every kind: all rows in one run, a few items each, one item in parts.
    for (int rows : new int[] {512, 26, 13, 5, 1}) {
      var settings = new SessionSettings(new ExecutionProvider.Cpu(), 1, rows, 0);
      try (var forecaster = OnnxForecaster.open(LINEAR, settings)) {
        Forecast forecast = forecaster.forecast(history, ITEMS, at(9), at(9), 13);
        assertThat(forecast.source()).isEqualTo(new ForecastSource.Model("test-1"));
        float[][][] naive = naive(13);
        for (int item = 0; item < ITEMS.size(); item++) {
          for (int step = 0; step < 13; step++) {
            for (int level = 0; level < LEVELS.size(); level++) {
              assertThat(forecast.quantile(item, step, level))
                  .as("%s rows a run, item %s, step %s, level %s", rows, item, step, level)
                  .isCloseTo(naive[item][step][level], Offset.offset(1e-4f));
            }
          }
        }
      }
    }
  }

  @Test
  void theUsualLevelBesideTheModelIsTheHistorysOwn() {
    try (var forecaster = OnnxForecaster.open(LINEAR, SessionSettings.DEFAULT)) {
      Forecast forecast = forecaster.forecast(history, ITEMS, at(9), at(10), 8);
      for (int item = 0; item < ITEMS.size(); item++) {
        int place = history.item(ITEMS.get(item));
        for (int step = 0; step < 8; step++) {
          Instant target = at(10).plus(Duration.ofHours(step));
          float usual = place < 0 ? 0 : history.usual(place, at(9), target);
          assertThat(forecast.usual(item, step)).isEqualTo(usual);
        }
      }
    }
  }

  @Test
  void theNextForecastLeavesTheLastOneAlone() {
    try (var forecaster = OnnxForecaster.open(LINEAR, SessionSettings.DEFAULT)) {
      Forecast first = forecaster.forecast(history, ITEMS, at(9), at(9), 4);
      float[] values = first.values().clone();
      forecaster.forecast(history, List.of("tea"), at(12), at(12), 4);
      assertThat(first.values()).containsExactly(values);
    }
  }

  @Test
  void hoursInWhichTheStoreNeverSoldAnythingExpectNothing() {
    try (var forecaster = OnnxForecaster.open(LINEAR, SessionSettings.DEFAULT)) {
      Forecast night = forecaster.forecast(history, ITEMS, at(9), at(22), 2);
      assertThat(night.source()).isInstanceOf(ForecastSource.Model.class);
      assertThat(night.values()).containsOnly(0);
    }
  }

  @Test
  void aValueThatIsNotANumberMakesTheWholeForecastTheUsualLevel() {
    var g = new GraphBuilder("broken");
    var x = g.input("features", 4);
    var hour = g.slice(x, 1, 1, 2);
    var wide = g.concat(1, hour, hour, hour);
    g.output("quantiles", g.log(wide), 3);
    try (var broken =
        OnnxForecaster.open(g.build(CardProperties.of(CARD)), SessionSettings.DEFAULT)) {
      // The sine of the hour is below zero in the afternoon: its logarithm is no number.
      Forecast forecast = broken.forecast(history, ITEMS, at(9), at(9), 8);
      assertUsual(forecast, "not a number");
    }
  }

  @Test
  void anIntervalThatTheModelWasNotMadeForIsAnsweredByTheUsualLevel() {
    var quarters = history(new StoreCalendar(HOURLY.zone(), Duration.ofMinutes(15)));
    try (var forecaster = OnnxForecaster.open(LINEAR, SessionSettings.DEFAULT)) {
      assertUsual(
          forecaster.forecast(quarters, ITEMS, at(9), at(9), 4),
          "intervals of [PT1H], and this store counts in PT15M");
    }
  }

  @Test
  void aLookBeyondTheModelsHorizonIsAnsweredByTheUsualLevel() {
    try (var forecaster = OnnxForecaster.open(LINEAR, SessionSettings.DEFAULT)) {
      assertThat(forecaster.forecast(history, ITEMS, at(9), at(9), 48).source())
          .isInstanceOf(ForecastSource.Model.class);
      assertUsual(
          forecaster.forecast(history, ITEMS, at(9), at(9), 49),
          "looks PT48H ahead, and PT49H was asked for");
    }
  }

  @Test
  void aModelThatWantsAFeatureOfTheFutureDoesNotOpen() {
    var card = TestModels.card(List.of("phase.of.moon"), LEVELS);
    OnnxGraph graph = TestModels.linear(card, new float[3], new float[3]);
    assertThatThrownBy(() -> OnnxForecaster.open(graph, SessionSettings.DEFAULT))
        .isInstanceOf(UnknownFeatureException.class)
        .hasMessageContaining("phase.of.moon");
  }

  private void assertUsual(Forecast forecast, String reason) {
    assertThat(forecast.source())
        .isInstanceOfSatisfying(
            ForecastSource.UsualLevel.class,
            source -> assertThat(source.reason()).contains(reason));
    assertThat(forecast.levels()).isEqualTo(LEVELS);
    // Soup sells 3 at every hour of every day.
    assertThat(forecast.quantile(2, 0, 1)).isEqualTo(3);
  }

  private float[][][] naive(int steps) {
    var table = new FeatureTable(FEATURES);
    float[][][] forecast = new float[ITEMS.size()][steps][LEVELS.size()];
    for (int item = 0; item < ITEMS.size(); item++) {
      int place = history.item(ITEMS.get(item));
      if (place < 0) {
        continue;
      }
      FloatBuffer rows = FloatBuffer.allocate(steps * FEATURES.size());
      table.fill(history, new int[] {place}, at(9), at(9), steps, rows);
      for (int step = 0; step < steps; step++) {
        for (int level = 0; level < LEVELS.size(); level++) {
          float sum = BIAS[level];
          for (int i = 0; i < FEATURES.size(); i++) {
            sum += rows.get(step * FEATURES.size() + i) * WEIGHT[i * LEVELS.size() + level];
          }
          forecast[item][step][level] = Math.max(0, sum);
        }
        Arrays.sort(forecast[item][step]);
        if (9 + step >= 22) {
          Arrays.fill(forecast[item][step], 0);
        }
      }
    }
    return forecast;
  }

  /// Thirty days; open from 7 to 22.
  private static DemandHistory history(StoreCalendar calendar) {
    var history = new DemandHistory(calendar, HistoryLimits.DEFAULT);
    var random = new Random(8);
    int hour = calendar.slotsPerDay() / 24;
    for (String item : List.of("soup", "tea", "fries", "pie")) {
      int place = history.addItem(item);
      for (int back = 1; back <= 30; back++) {
        float[] sold = new float[calendar.slotsPerDay()];
        for (int slot = 7 * hour; slot < 22 * hour; slot++) {
          sold[slot] = item.equals("soup") ? 3 : item.equals("tea") ? 0.1f : random.nextInt(9);
        }
        history.setDay(place, TODAY.minusDays(back).toEpochDay(), sold, new BitSet());
      }
    }
    return history;
  }

  private static Instant at(int hour) {
    return TODAY.atTime(hour, 0).atZone(HOURLY.zone()).toInstant();
  }
}
