package io.parcook.sync.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.evaluate.DailyLosses;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RollbackOnEvidenceTest {

  private static final int LIVES = 500;

  @Test
  void aFewPercentMoreThanTheBaseIsReasonEnoughOnceDaysProveIt() {
    RollbackVerdict early = judge(9, 1.03, 0.01, new Random(1));
    RollbackVerdict later = judge(28, 1.03, 0.01, new Random(1));

    assertThat(early).isInstanceOf(RollbackVerdict.Keep.class);
    assertThat(later)
        .isInstanceOfSatisfying(
            RollbackVerdict.RollBack.class,
            back -> assertThat(back.reason()).startsWith("worse: WORSE: +"));
    assertThat(later.figures()).containsEntry("days", 28.0).containsKey("p.worse");
  }

  @Test
  void onlyTheNewestFourWeeksCount() {
    Map<Long, DailyLosses.Day> live = new TreeMap<>();
    Map<Long, DailyLosses.Day> base = new TreeMap<>();
    Random random = new Random(2);
    for (long day = 0; day < 56; day++) {
      double loss = 100 + random.nextGaussian();
      base.put(day, new DailyLosses.Day(loss, 400, 50));
      double mine = loss * (day < 28 ? 1.2 : 0.99) + random.nextGaussian();
      live.put(day, new DailyLosses.Day(mine, 400, 50));
    }

    assertThat(RollbackOnEvidence.BY_DAYS.judge(DailyLosses.of(live), DailyLosses.of(base)))
        .isInstanceOf(RollbackVerdict.Keep.class);
  }

  /// Asked after every one of sixty days, as a store asks.
  @Test
  void anEqualVersionMostlyStaysABetterOneStaysAndAWorseOneGoes() {
    assertThat(takenBack(1.00)).as("equal").isLessThan(0.12);
    assertThat(takenBack(0.97)).as("3 % better").isLessThan(0.02);
    assertThat(takenBack(1.03)).as("3 % worse").isGreaterThan(0.6);
    assertThat(takenBack(1.05)).as("5 % worse").isGreaterThan(0.95);
  }

  private static double takenBack(double factor) {
    int ended = 0;
    for (int life = 0; life < LIVES; life++) {
      boolean back = false;
      for (int days = 10; days <= 60 && !back; days++) {
        back = judge(days, factor, 0.08, new Random(life)) instanceof RollbackVerdict.RollBack;
      }
      ended += back ? 1 : 0;
    }
    return ended / (double) LIVES;
  }

  /// Days that scatter by 30 %, and a live version beside its base by `scatter`.
  private static RollbackVerdict judge(int days, double factor, double scatter, Random random) {
    Map<Long, DailyLosses.Day> live = new TreeMap<>();
    Map<Long, DailyLosses.Day> base = new TreeMap<>();
    for (long day = 0; day < days; day++) {
      double loss = 100 * Math.exp(0.3 * random.nextGaussian());
      double mine = loss * factor * Math.exp(scatter * random.nextGaussian());
      base.put(day, new DailyLosses.Day(loss, 400, 50));
      live.put(day, new DailyLosses.Day(mine, 400, 50));
    }
    return RollbackOnEvidence.BY_DAYS.judge(DailyLosses.of(live), DailyLosses.of(base));
  }
}
