package io.parcook.models.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DriftTest {

  private static final int TRIALS = 400;

  @Test
  void aSteadyLossRaisesAnAlarmInFewQuarters() {
    int alarms = 0;
    for (long seed = 0; seed < TRIALS; seed++) {
      alarms += alarm(new Random(seed), 90, 90, 0).isPresent() ? 1 : 0;
    }
    // One false alarm in some 900 days, so about one quarter in ten.
    assertThat((double) alarms / TRIALS).isLessThan(0.14);
  }

  @Test
  void aLossThatRisesIsSeenWithinAFortnight() {
    List<Integer> delays = new ArrayList<>();
    int missed = 0;
    for (long seed = 0; seed < TRIALS; seed++) {
      Optional<Integer> day = alarm(new Random(seed), 60, 30, 1.5);
      day.filter(at -> at >= 30).ifPresent(at -> delays.add(at - 30 + 1));
      missed += day.isEmpty() ? 1 : 0;
    }
    delays.sort(null);
    assertThat(delays.get(delays.size() / 2)).as("median delay").isLessThanOrEqualTo(9);
    assertThat((double) missed / TRIALS).as("missed within a month").isLessThan(0.08);
  }

  @Test
  void oneWildDayIsNoDrift() {
    for (long seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      double[] values = random.doubles(15, -0.1, 0.1).toArray();
      values[14] = 50;
      double calm = LossDrift.statistic(Arrays.copyOf(values, 14));
      assertThat(LossDrift.statistic(values)).as("seed %s", seed).isBetween(0.0, calm + 2.5);
    }
  }

  @Test
  void aLossThatFallsIsNoReasonToTune() {
    double[] values = new Random(1).doubles(60, 0, 0.1).toArray();
    for (int day = 30; day < 60; day++) {
      values[day] -= 1;
    }
    assertThat(new LossDrift(60, LossDrift.statistic(values)).reason()).isEmpty();
  }

  @Test
  void theReasonSaysWhatWasFound() {
    assertThat(new LossDrift(20, 6.25).reason())
        .map(TuneReason::message)
        .hasValue(
            "The forecast has become worse against the usual level: 6.3 of 5.0 after 20 days.");
    var drift = new FeatureDrift(List.of(new FeatureShift("item.level", 1.5, 0.1)));
    assertThat(drift.reason())
        .map(TuneReason::message)
        .hasValueSatisfying(text -> assertThat(text).contains("item.level (1.50, ordinary 0.10)"));
  }

  @Test
  void theIndexIsThatOfAnIndependentCount() {
    // Shares 50/50 against 80/20 at the reference's median: 0.3 · ln(1.6) + 0.3 · ln(2.5).
    float[] reference = new float[20_000];
    Arrays.fill(reference, 10_000, 20_000, 1);
    float[] sample = new float[20_000];
    Arrays.fill(sample, 16_000, 20_000, 1);
    assertThat(PopulationStability.between(reference, sample))
        .isCloseTo(0.3 * Math.log(1.6) + 0.3 * Math.log(2.5), Offset.offset(0.001));
    assertThat(PopulationStability.between(reference, reference.clone())).isZero();
    assertThat(PopulationStability.between(new float[0], sample)).isZero();
  }

  @Test
  void weeksOfOneDistributionHardlyEverSeemToMove() {
    int moved = 0;
    for (long seed = 0; seed < TRIALS; seed++) {
      moved += FeatureDrift.shift("f", weeks(new Random(seed), 1)).moved() ? 1 : 0;
    }
    assertThat((double) moved / TRIALS).isLessThan(0.03);
  }

  @Test
  void aFeatureThatDoublesIsSeen() {
    int moved = 0;
    for (long seed = 0; seed < TRIALS; seed++) {
      moved += FeatureDrift.shift("f", weeks(new Random(seed), 2)).moved() ? 1 : 0;
    }
    assertThat((double) moved / TRIALS).isGreaterThan(0.95);
  }

  @Test
  void aStoreThatSellsTwiceAsMuchSinceLastWeekHasMoved() {
    List<String> features = List.of("calendar.hour.sin", "sales.slot.mean14d", "item.level");
    assertThat(features.stream().filter(f -> !known(f)).toList()).as("known features").isEmpty();
    Instant now = Instant.parse("2026-05-01T00:00:00Z");
    var steady = FeatureDrift.measure(store(1, now), List.of("soup", "none"), features, now);
    assertThat(steady.reason()).isEmpty();
    assertThat(steady.shifts()).extracting(FeatureShift::feature).doesNotContain(features.get(0));
    var rising = FeatureDrift.measure(store(3, now), List.of("soup", "none"), features, now);
    assertThat(rising.reason()).isPresent();
  }

  private static boolean known(String feature) {
    return FeatureTable.known().contains(feature);
  }

  /// The first day on which the loss alarms.
  private static Optional<Integer> alarm(Random random, int days, int from, double rise) {
    double[] values = new double[days];
    for (int day = 0; day < days; day++) {
      values[day] = random.nextGaussian() + (day >= from ? rise : 0);
    }
    for (int day = 1; day <= days; day++) {
      if (new LossDrift(day, LossDrift.statistic(Arrays.copyOf(values, day)))
          .reason()
          .isPresent()) {
        return Optional.of(day - 1);
      }
    }
    return Optional.empty();
  }

  /// Five weeks of a zero-heavy feature whose days have a level of their own.
  private static float[][] weeks(Random random, double factor) {
    float[][] weeks = new float[FeatureDrift.WEEKS + 1][7 * 48];
    for (int week = 0; week < weeks.length; week++) {
      for (int day = 0; day < 7; day++) {
        double level = Math.exp(0.2 * random.nextGaussian()) * (week == 0 ? factor : 1);
        for (int i = 0; i < 48; i++) {
          weeks[week][day * 48 + i] =
              random.nextInt(3) == 0 ? 0 : (float) (level * (5 + random.nextGaussian()));
        }
      }
    }
    return weeks;
  }

  private static DemandHistory store(int factor, Instant now) {
    var calendar = new StoreCalendar(ZoneId.of("UTC"), Duration.ofHours(1));
    var history = new DemandHistory(calendar, HistoryLimits.DEFAULT);
    int soup = history.addItem("soup");
    var random = new Random(5);
    long today = LocalDate.ofInstant(now, calendar.zone()).toEpochDay();
    for (long day = today - 60; day < today; day++) {
      float[] sold = new float[24];
      for (int hour = 9; hour < 21; hour++) {
        sold[hour] = (3 + random.nextInt(4)) * (day >= today - 12 ? factor : 1);
      }
      history.setDay(soup, day, sold, new BitSet());
    }
    return history;
  }
}
