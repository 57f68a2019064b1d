package io.parcook.models.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;

/// Items whose sales are log-normal about ten portions, and a model that knows their deciles.
class StoreLevelTest {

  private static final List<Double> LEVELS = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
  private static final int ITEMS = 40;
  private static final int STEPS = 16;
  private static final double SPREAD = 0.9;
  private static final Forecast MODEL = model();

  @Test
  void rightQuantilesAreLeftAtOneThoughTheirMeanLiesBelowWhatIsSold() {
    for (long seed = 0; seed < 10; seed++) {
      StoreLevel level = new StoreLevel();
      double sold = days(level, seed, 0, 20, random -> lognormal(random));
      double expected = 20 * STEPS * ITEMS * meanOfDeciles();

      assertThat(level.factor()).as("seed %s", seed).isCloseTo(1, within(0.08));
      assertThat(sold / expected).as("a ratio of sums, seed %s", seed).isGreaterThan(1.05);
    }
  }

  @Test
  void aStoreThatSellsMoreOrLessIsFollowedWithinThreeDays() {
    for (double times : new double[] {0.6, 0.8, 1.25, 1.7}) {
      StoreLevel level = new StoreLevel();
      days(level, 3, 0, 20, random -> lognormal(random));
      days(level, 4, 20, 3, random -> times * lognormal(random));

      assertThat(level.factor() / times).as("%s times", times).isCloseTo(1, within(0.12));
    }
  }

  @Test
  void itIsNeverBelowAHalfNorAboveTwo() {
    StoreLevel low = new StoreLevel();
    days(low, 5, 0, 9, _ -> 0.01);
    StoreLevel high = new StoreLevel();
    days(high, 5, 0, 9, _ -> 1e6);

    assertThat(low.factor()).isBetween(0.5, 0.6);
    assertThat(high.factor()).isBetween(1.9, 2.0);
  }

  @Test
  void oneItemThatATillRingsTenThousandTimesMovesTheStoreNoMoreThanAnItemCan() {
    StoreLevel level = new StoreLevel();
    days(level, 6, 0, 20, random -> lognormal(random));
    double before = level.factor();
    Random random = new Random(7);
    for (int step = 0; step < STEPS; step++) {
      float[] sold = new float[ITEMS];
      for (int item = 0; item < ITEMS; item++) {
        sold[item] = (float) lognormal(random);
      }
      sold[0] = 10_000;
      level.learn(MODEL, step, 20, sold);
    }

    assertThat(level.factor()).isCloseTo(before, within(0.12));
  }

  @Test
  void aDayOnWhichTheStoreWasClosedTeachesNothing() {
    StoreLevel level = new StoreLevel();
    days(level, 8, 0, 20, random -> lognormal(random));
    StoreLevel other = new StoreLevel(level.state());

    days(level, 9, 20, 1, _ -> 0);
    assertThat(level.factor()).as("while it is closed").isLessThan(0.9);
    days(level, 10, 21, 1, random -> lognormal(random));
    days(other, 10, 21, 1, random -> lognormal(random));

    assertThat(level.factor()).isCloseTo(other.factor(), within(0.02));
  }

  /// Some days of the store; what was sold.
  private static double days(
      StoreLevel level, long seed, int first, int days, ToDoubleFunction<Random> portions) {
    Random random = new Random(seed);
    double sum = 0;
    for (int day = first; day < first + days; day++) {
      for (int step = 0; step < STEPS; step++) {
        float[] sold = new float[ITEMS];
        for (int item = 0; item < ITEMS; item++) {
          sold[item] = (float) portions.applyAsDouble(random);
          sum += sold[item];
        }
        level.learn(MODEL, step, day, sold);
      }
    }
    return sum;
  }

  private static double meanOfDeciles() {
    double sum = 0;
    for (int level = 0; level < LEVELS.size(); level++) {
      sum += MODEL.quantile(0, 0, level);
    }
    return sum / LEVELS.size();
  }

  private static double lognormal(Random random) {
    return 10 * Math.exp(SPREAD * random.nextGaussian());
  }

  private static Forecast model() {
    float[] values = new float[ITEMS * STEPS * LEVELS.size()];
    for (int i = 0; i < values.length; i++) {
      double z = new NormalDistribution().inverseCumulativeProbability(LEVELS.get(i % 9));
      values[i] = (float) (10 * Math.exp(SPREAD * z));
    }
    return new Forecast(
        new ForecastSource.Model("log-normal"),
        Instant.EPOCH,
        Instant.EPOCH,
        Duration.ofHours(1),
        STEPS,
        Collections.nCopies(ITEMS, "an item"),
        LEVELS,
        values,
        new float[ITEMS * STEPS]);
  }
}
