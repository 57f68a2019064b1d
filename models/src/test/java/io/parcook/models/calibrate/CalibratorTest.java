package io.parcook.models.calibrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hipparchus.distribution.discrete.PoissonDistribution;
import org.junit.jupiter.api.Test;

class CalibratorTest {

  private static final List<Double> LEVELS = List.of(0.1, 0.3, 0.5, 0.7, 0.9, 0.99);
  private static final int STEPS = 12;

  @Test
  void aNewCalibratorChangesNothing() {
    Forecast raw = forecast(0, new double[] {0.2, 3, 20});
    assertThat(new Calibrator(LEVELS).calibrated(raw).values()).isEqualTo(raw.values());
  }

  @Test
  void everyFortnightHoldsItsLevelsThoughDemandDriftsFromTheModel() {
    for (long seed = 0; seed < 5; seed++) {
      List<double[]> plain = new ArrayList<>();
      List<double[]> calibrated = new ArrayList<>();
      simulate(seed, 0.2, 150, plain, calibrated);
      assertThat(Fortnights.worst(plain, 2, 30)).as("seed %s", seed).isGreaterThan(0.04);
      for (int level = 0; level < 3; level++) {
        assertThat(Fortnights.worst(calibrated, level, 30))
            .as("seed %s, level %s", seed, Fortnights.LEVELS.get(level))
            .isLessThan(0.02);
      }
    }
  }

  @Test
  void whereDemandRunsAwayTheMissIsLessThanAThird() {
    for (long seed = 0; seed < 5; seed++) {
      List<double[]> plain = new ArrayList<>();
      List<double[]> calibrated = new ArrayList<>();
      simulate(seed, 0.5, 60, plain, calibrated);
      for (int level = 1; level < 3; level++) {
        assertThat(Fortnights.worst(calibrated, level, 30))
            .as("seed %s, level %s", seed, Fortnights.LEVELS.get(level))
            .isLessThan(0.33 * Fortnights.worst(plain, level, 30));
      }
    }
  }

  @Test
  void quantilesStaySortedAndNotBelowZeroWhateverWasLearned() {
    for (long seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var calibrator = new Calibrator(LEVELS);
      double[] means = {random.nextDouble(), 10 * random.nextDouble(), 50 * random.nextDouble()};
      for (int day = 0; day < 30; day++) {
        Forecast raw = forecast(day, means);
        Correction correction = calibrator.correction();
        Forecast served = correction.of(raw);
        for (int step = 0; step < STEPS; step++) {
          float[] sold = new float[means.length];
          for (int item = 0; item < means.length; item++) {
            float before = 0;
            for (int level = 0; level < LEVELS.size(); level++) {
              assertThat(served.quantile(item, step, level))
                  .as("seed %s", seed)
                  .isFinite()
                  .isGreaterThanOrEqualTo(before);
              before = served.quantile(item, step, level);
            }
            sold[item] = random.nextInt(100);
          }
          calibrator.learn(correction, raw, step, day, sold);
        }
      }
    }
  }

  @Test
  void closedIntervalsAndTheUsualLevelAreLeftAlone() {
    var calibrator = new Calibrator(LEVELS);
    for (int day = 0; day < 30; day++) {
      Correction served = calibrator.correction();
      for (int step = 0; step < STEPS; step++) {
        calibrator.learn(served, forecast(day, new double[] {5}), step, day, new float[] {90});
      }
    }
    Forecast closed = forecast(40, new double[] {0});
    assertThat(calibrator.calibrated(closed).values()).containsOnly(0);
    byte[] before = calibrator.state();
    Correction now = calibrator.correction();
    calibrator.learn(now, closed, 0, 40, new float[] {9});
    calibrator.learn(now, forecast(40, new double[] {5}), 0, 40, new float[] {Float.NaN});
    Forecast model = forecast(40, new double[] {5});
    Forecast usual =
        new Forecast(
            new ForecastSource.UsualLevel("none"),
            model.origin(),
            model.from(),
            model.interval(),
            STEPS,
            model.items(),
            LEVELS,
            model.values(),
            model.usual());
    calibrator.learn(now, usual, 0, 40, new float[] {9});
    assertThat(calibrator.state()).isEqualTo(before);
    assertThat(calibrator.calibrated(usual)).isSameAs(usual);
    assertThat(calibrator.calibrated(model).values()[4]).isGreaterThan(model.values()[4]);
  }

  @Test
  void whatWasLearnedSurvivesARestart() {
    var one = new Calibrator(LEVELS);
    teach(one, 0, 20);
    byte[] state = one.state();
    assertThat(state.length).isLessThan(8_192);
    Calibrator other = Calibrator.of(state);
    teach(one, 20, 40);
    teach(other, 20, 40);
    assertThat(other.state()).isEqualTo(one.state());
    Forecast raw = forecast(40, new double[] {0.2, 3, 20});
    assertThat(other.calibrated(raw).values()).isEqualTo(one.calibrated(raw).values());
  }

  @Test
  void aStateThatIsDamagedIsRefused() {
    var calibrator = new Calibrator(LEVELS);
    teach(calibrator, 0, 5);
    String sound = new String(calibrator.state(), UTF_8);
    for (String bad :
        List.of(
            "",
            "{}",
            "null",
            sound.substring(9),
            sound.replace("\"version\":2", "\"version\":1"),
            sound.replace("\"losses\":[", "\"losses\":[-1,"),
            sound.replace("\"usual\":500", "\"usual\":5"),
            sound.replace("\"shift\":[", "\"shift\":[1e9,"),
            sound.replace("\"weight\":", "\"weight\":-"),
            sound.replace("RARE", "RACE"))) {
      assertThatThrownBy(() -> Calibrator.of(bad.getBytes(UTF_8)))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void otherLevelsAreRefused() {
    assertThatThrownBy(() -> new Calibrator(List.of(0.5)).calibrated(forecast(0, new double[] {1})))
        .hasMessageContaining("no say on levels");
  }

  private static void teach(Calibrator calibrator, int from, int until) {
    var random = new Random(from);
    for (int day = from; day < until; day++) {
      Correction served = calibrator.correction();
      Forecast raw = forecast(day, new double[] {0.2, 3, 20});
      for (int step = 0; step < STEPS; step++) {
        float[] sold = {random.nextInt(30), random.nextInt(30), random.nextInt(30)};
        calibrator.learn(served, raw, step, day, sold);
      }
    }
  }

  /// Day-ahead forecasts of 60 items whose real means swing about what the model says; each day has
  /// a level of its own as well. Collects [Fortnights] rows.
  ///
  /// @param swing of the means, up and down, as a share
  /// @param period of the swing, days
  private static void simulate(
      long seed, double swing, int period, List<double[]> plain, List<double[]> calibrated) {
    var random = new Random(seed);
    double[] means = new double[60];
    for (int i = 0; i < means.length; i++) {
      means[i] = Math.exp(0.5 + random.nextGaussian());
    }
    var calibrator = new Calibrator(LEVELS);
    for (int day = 0; day < 150; day++) {
      double drift = 1 + swing * Math.sin(2 * Math.PI * day / period);
      double weather = Math.exp(0.05 * random.nextGaussian());
      Forecast raw = forecast(day, means);
      Correction correction = calibrator.correction();
      Forecast served = correction.of(raw);
      for (int step = 0; step < STEPS; step++) {
        float[] all = new float[means.length];
        for (int item = 0; item < means.length; item++) {
          int sold = Counts.poisson(random, means[item] * rush(step) * drift * weather);
          plain.add(Fortnights.row(raw, item, step, day, sold));
          calibrated.add(Fortnights.row(served, item, step, day, sold));
          all[item] = sold;
        }
        calibrator.learn(correction, raw, step, day, all);
      }
    }
  }

  private static Forecast forecast(int day, double[] means) {
    float[] values = new float[means.length * STEPS * LEVELS.size()];
    float[] usual = new float[means.length * STEPS];
    List<String> items = new ArrayList<>();
    for (int item = 0; item < means.length; item++) {
      items.add("item" + item);
      for (int step = 0; step < STEPS; step++) {
        double mean = means[item] * rush(step);
        float[] row = mean > 0 ? quantiles(mean) : new float[LEVELS.size()];
        usual[item * STEPS + step] = (float) mean;
        System.arraycopy(row, 0, values, (item * STEPS + step) * row.length, row.length);
      }
    }
    Instant start = Instant.EPOCH.plus(Duration.ofDays(day));
    return new Forecast(
        new ForecastSource.Model("poisson"),
        start,
        start,
        Duration.ofHours(1),
        STEPS,
        items,
        LEVELS,
        values,
        usual);
  }

  /// How much more is sold in a step than on the mean.
  private static double rush(int step) {
    return 0.5 + (step + 0.5) / STEPS;
  }

  /// The quantiles of Poisson counts as a model gives them that knows no whole portions: a straight
  /// line within each count, half a portion up, so that rows of many means hold the levels
  // together.
  private static float[] quantiles(double mean) {
    var poisson = new PoissonDistribution(mean);
    float[] row = new float[LEVELS.size()];
    for (int i = 0; i < row.length; i++) {
      int count = poisson.inverseCumulativeProbability(LEVELS.get(i));
      double within =
          (LEVELS.get(i) - poisson.cumulativeProbability(count - 1)) / poisson.probability(count);
      row[i] = (float) Math.max(0, count - 0.5 + within);
    }
    return row;
  }
}
