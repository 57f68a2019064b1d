package io.parcook.sync.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RollbackPolicyTest {

  private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
  private static final RollbackPolicy BY_DAYS = RollbackPolicy.BY_DAYS;

  @Test
  void sixWorseDaysInARowAreEvidenceAndFiveAreNot() {
    assertThat(BY_DAYS.judge(days(5, 1.3))).isInstanceOf(RollbackVerdict.Keep.class);
    RollbackVerdict verdict = BY_DAYS.judge(days(6, 1.3));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            RollbackVerdict.RollBack.class,
            back ->
                assertThat(back.reason())
                    .isEqualTo("worse by more than 5 % in sum and in 6 of 6 spans"));
    assertThat(verdict.figures())
        .containsEntry("loss.base", 600.0)
        .containsEntry("chance", 1 / 64.0);
  }

  @Test
  void worseWithinTheMarginIsNoReason() {
    assertThat(BY_DAYS.judge(days(14, 1.04))).isInstanceOf(RollbackVerdict.Keep.class);
  }

  @Test
  void oneFreakDayDecidesNothing() {
    List<ScoredSpan> days = days(13, 0.98);
    days.add(new ScoredSpan(FIRST.plus(Duration.ofDays(20)), 100_000, 100));
    assertThat(BY_DAYS.judge(days)).isInstanceOf(RollbackVerdict.Keep.class);
  }

  @Test
  void onlyTheNewestDaysCountWhateverTheirOrderAndEmptyOnesSayNothing() {
    List<ScoredSpan> days = days(14, 1.3);
    for (int i = 20; i < 34; i++) {
      days.add(new ScoredSpan(FIRST.plus(Duration.ofDays(i)), 90, 100));
    }
    for (int i = 40; i < 80; i++) {
      days.add(new ScoredSpan(FIRST.plus(Duration.ofDays(i)), 0, 0));
    }
    Collections.shuffle(days, new Random(3));
    assertThat(BY_DAYS.judge(days))
        .isInstanceOf(RollbackVerdict.Keep.class)
        .extracting(verdict -> verdict.figures().get("spans.worse"))
        .isEqualTo(0.0);
  }

  @Test
  void nothingScoredIsNoEvidence() {
    assertThat(BY_DAYS.judge(List.of())).isInstanceOf(RollbackVerdict.Keep.class);
    assertThatThrownBy(() -> new ScoredSpan(FIRST, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theChanceIsThatOfAFairCoin() {
    assertThat(RollbackPolicy.atLeast(11, 14)).isCloseTo(470 / 16_384.0, within(1e-12));
    assertThat(RollbackPolicy.atLeast(0, 14)).isCloseTo(1, within(1e-12));
    assertThat(RollbackPolicy.atLeast(14, 14)).isCloseTo(1 / 16_384.0, within(1e-15));
  }

  /// Days of a store scatter by a fifth and mostly together; the verdict is asked for every day for
  /// sixty days, as a store does.
  @Test
  void anEqualModelStaysAWorseOneGoesWithinTwoWeeksAndADisasterWithinADay() {
    assertThat(rolledBackBy(60, 1.00, BY_DAYS)).isLessThan(0.02);
    assertThat(rolledBackBy(14, 1.20, BY_DAYS)).isGreaterThan(0.95);
    assertThat(rolledBackBy(60, 1.00, RollbackPolicy.BY_HOURS)).isLessThan(0.02);
    assertThat(rolledBackBy(24, 2.50, RollbackPolicy.BY_HOURS)).isGreaterThan(0.95);
  }

  /// The share of a thousand lives that were ended by then.
  private static double rolledBackBy(int spans, double factor, RollbackPolicy policy) {
    Random random = new Random(11);
    int ended = 0;
    for (int life = 0; life < 1_000; life++) {
      List<ScoredSpan> scored = new ArrayList<>();
      boolean back = false;
      for (int i = 0; i < spans && !back; i++) {
        double base = 100 * Math.exp(0.3 * random.nextGaussian());
        double live = base * factor * Math.exp(0.08 * random.nextGaussian());
        scored.add(new ScoredSpan(FIRST.plus(Duration.ofDays(i)), live, base));
        back = policy.judge(scored) instanceof RollbackVerdict.RollBack;
      }
      ended += back ? 1 : 0;
    }
    return ended / 1_000.0;
  }

  private static List<ScoredSpan> days(int count, double factor) {
    List<ScoredSpan> days = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      days.add(new ScoredSpan(FIRST.plus(Duration.ofDays(i)), 100 * factor, 100));
    }
    return days;
  }
}
