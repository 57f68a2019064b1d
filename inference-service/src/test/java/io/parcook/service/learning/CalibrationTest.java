package io.parcook.service.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.models.forecast.Forecaster;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.StoreCalendar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {

  private static final Instant FIRST = Instant.parse("2026-10-01T00:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(15);
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);
  private static final List<String> ITEMS = List.of("burger");

  @TempDir Path folder;

  private final DemandHistory history =
      new DemandHistory(new StoreCalendar(ZoneOffset.UTC, INTERVAL), HistoryLimits.DEFAULT);

  @Test
  void aStoreWithoutAPastIsServedWhatTheModelSays() {
    Forecaster served = calibration().over(new Steady("v1"));

    Forecast forecast = served.forecast(history, ITEMS, FIRST, FIRST, 4);

    assertThat(forecast.values()).isEqualTo(new Steady("v1").values(4));
  }

  @Test
  void quantilesThatAreTooLowRiseUntilTheyHoldWhatTheyPromise() {
    Calibration calibration = calibration();
    Forecaster served = calibration.over(new Steady("v1"));
    double covered = coverage(served, 20 * 96, 14 * 96);

    assertThat(covered).isBetween(0.86, 0.94);
    assertThat(calibration.coverage()).hasSize(4 * LEVELS.size());
  }

  @Test
  void whatWasLearnedSurvivesARestartAndASwitchOfTheModel() {
    coverage(calibration().over(new Steady("v1")), 20 * 96, 0);

    float[] after =
        calibration().over(new Steady("v2")).forecast(history, ITEMS, FIRST, FIRST, 1).values();

    assertThat(after[2]).isGreaterThan(8.5f);
  }

  /// Serves and sells for so many intervals; the coverage of the 90 % quantile after the first
  /// ones. Sales are 4 to 11, and the model's 90 % quantile is 7.
  private double coverage(Forecaster served, int intervals, int left) {
    Random random = new Random(3);
    int held = 0;
    for (int i = 0; i < intervals; i++) {
      Instant time = FIRST.plus(INTERVAL.multipliedBy(i));
      Forecast forecast = served.forecast(history, ITEMS, time, time, 8);
      // Others ask in between, and teach nothing.
      served.forecast(history, ITEMS, time.plusSeconds(90), time.plus(INTERVAL), 8);
      int sold = 4 + random.nextInt(8);
      history.apply(List.of(new IntervalChange.Sold(time.plusSeconds(60), "burger", sold)));
      held += i >= left && sold <= forecast.quantile(0, 0, 2) ? 1 : 0;
    }
    return (double) held / (intervals - left);
  }

  private Calibration calibration() {
    return new Calibration(folder.resolve("calibration.json"));
  }

  /// Says the same of every interval.
  private record Steady(String version) implements Forecaster {

    float[] values(int steps) {
      float[] values = new float[steps * LEVELS.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = new float[] {3, 5, 7}[i % 3];
      }
      return values;
    }

    @Override
    public Forecast forecast(
        DemandHistory history, List<String> items, Instant origin, Instant from, int steps) {
      float[] usual = new float[steps];
      Arrays.fill(usual, 7);
      return new Forecast(
          new ForecastSource.Model(version),
          origin,
          from,
          INTERVAL,
          steps,
          items,
          LEVELS,
          values(steps),
          usual);
    }

    @Override
    public void close() {}
  }
}
