package io.parcook.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PairedDaysTest {

  private static final int TRIALS = 4_000;

  @Test
  void differencesOfIndependentDaysGiveTheFiguresOfStudentsTest() {
    // scipy.stats.ttest_1samp([-3, 1, -2, 0, -4, 2, -1, -3], 0): t -1.6667, p 0.13952 of two sides.
    double[] differences = {-3, 1, -2, 0, -4, 2, -1, -3};
    Evidence evidence = PairedDays.USUAL.test(differences, 10);
    assertThat(evidence.days()).isEqualTo(8);
    assertThat(evidence.difference()).isCloseTo(-0.125, Offset.offset(1e-12));
    assertThat(evidence.better()).isCloseTo(0.13952 / 2, Offset.offset(1e-5));
    assertThat(evidence.better() + evidence.worse()).isCloseTo(1, Offset.offset(1e-12));
    assertThat(evidence.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(evidence.low()).isNegative();
    assertThat(evidence.high()).isPositive();
  }

  @Test
  void withoutADifferenceBetterIsSaidNoOftenerThanTheLevelAllows() {
    for (int days : new int[] {7, 14, 28}) {
      assertThat(rate(days, 0, 0, 1, Verdict.BETTER)).as("%s days", days).isLessThan(0.057);
      assertThat(rate(days, 0, 0, 1, Verdict.WORSE)).as("%s days", days).isLessThan(0.057);
    }
  }

  @Test
  void daysThatResembleTheirNeighboursMisleadOnlyALittle() {
    for (int days : new int[] {14, 28}) {
      assertThat(rate(days, 0, 0.3, 1, Verdict.BETTER)).as("%s days", days).isLessThan(0.11);
    }
  }

  @Test
  void aFewWildDaysDoNotMakeACandidateBetter() {
    // Every tenth day is ten times as wild as the others.
    for (int days : new int[] {7, 14, 28}) {
      assertThat(rate(days, 0, 0, 10, Verdict.BETTER)).as("%s days", days).isLessThan(0.057);
    }
  }

  @Test
  void aRealDifferenceIsSeenTheSoonerTheMoreDaysThereAre() {
    double week = rate(7, -0.8, 0, 1, Verdict.BETTER);
    double fortnight = rate(14, -0.8, 0, 1, Verdict.BETTER);
    double month = rate(28, -0.8, 0, 1, Verdict.BETTER);
    assertThat(week).isGreaterThan(0.4);
    assertThat(fortnight).isGreaterThan(0.8);
    assertThat(month).isGreaterThan(0.98);
    assertThat(rate(14, -0.8, 0, 1, Verdict.WORSE)).isLessThan(0.002);
    assertThat(rate(14, 0.8, 0, 1, Verdict.WORSE)).isGreaterThan(0.8);
  }

  @Test
  void fewDaysDecideNothingHoweverLargeTheDifference() {
    assertThat(PairedDays.USUAL.test(new double[] {-9, -9, -8, -9}, 10).verdict())
        .isEqualTo(Verdict.UNDECIDED);
    assertThat(PairedDays.USUAL.test(new double[0], 0).verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void twoThatForecastTheSameAreUndecided() {
    Evidence same = PairedDays.USUAL.test(new double[14], 10);
    assertThat(same.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(same).hasToString("UNDECIDED: +0.00 % (+0.00 to +0.00) over 14 days, p 1.000");
  }

  @Test
  void onlyTheSameRowsAreCompared() {
    var candidate = new DailyLosses();
    var live = new DailyLosses();
    for (int day = 0; day < 10; day++) {
      candidate.add(day, 1 + day % 3, 5);
      live.add(day, 2 + day % 2, 5);
    }
    live.add(11, 900, 1);
    Evidence evidence = PairedDays.USUAL.compare(candidate, live);
    assertThat(evidence.days()).isEqualTo(10);
    assertThat(evidence.difference()).isCloseTo((1.9 - 2.5) / 2.5, Offset.offset(1e-12));
    live.add(3, 1, 1);
    assertThatThrownBy(() -> PairedDays.USUAL.compare(candidate, live))
        .hasMessageContaining("the same rows");
  }

  /// How often a verdict falls.
  ///
  /// @param mean of the differences, in standard deviations
  /// @param resemblance of a day to the one before
  /// @param wildness of every tenth day
  private static double rate(
      int days, double mean, double resemblance, double wildness, Verdict verdict) {
    int times = 0;
    var random = new Random(days);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] differences = new double[days];
      double noise = random.nextGaussian();
      for (int i = 0; i < days; i++) {
        differences[i] = mean + noise * (random.nextInt(10) == 0 ? wildness : 1);
        noise =
            resemblance * noise + Math.sqrt(1 - resemblance * resemblance) * random.nextGaussian();
      }
      if (PairedDays.USUAL.test(differences, 10).verdict() == verdict) {
        times++;
      }
    }
    return (double) times / TRIALS;
  }
}
