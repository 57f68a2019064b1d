package io.parcook.sync.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.GraphBuilder.Value;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A store that sells four burgers an hour, every hour, on thirty days.
class RecentDaysTest {

  private static final LocalDate LAST = LocalDate.of(2026, 11, 22);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration AHEAD = Duration.ofHours(6);

  @Test
  void aSaneLevelPasses() {
    assertThat(examine(always(5), HOUR, AHEAD))
        .isInstanceOfSatisfying(
            Findings.Passed.class,
            passed ->
                assertThat(passed.figures())
                    .containsEntry("days.sold", 3 * 6 * 6 * 4.0 - notYet())
                    .hasEntrySatisfying(
                        "days.expected", expected -> assertThat(expected).isPositive()));
  }

  @Test
  void anAbsurdLevelIsRefusedOnEitherSide() {
    assertThat(refusal(examine(always(400), HOUR, AHEAD))).isInstanceOf(Refusal.AbsurdLevel.class);
    assertThat(refusal(examine(always(0.01f), HOUR, AHEAD)))
        .isInstanceOf(Refusal.AbsurdLevel.class);
  }

  @Test
  void aModelForOtherIntervalsOrAShorterHorizonDoesNotFit() {
    assertThat(refusal(examine(always(5), Duration.ofMinutes(15), AHEAD)))
        .isInstanceOf(Refusal.Misfit.class);
    assertThat(refusal(examine(always(5), HOUR, Duration.ofHours(49))))
        .isInstanceOf(Refusal.Misfit.class);
  }

  private static Refusal refusal(Findings found) {
    assertThat(found).isInstanceOf(Findings.Failed.class);
    return ((Findings.Failed) found).refusal();
  }

  private static Findings examine(byte[] file, Duration interval, Duration ahead) {
    SecondEngine none = (_, _, _) -> new SecondEngine.Opinion.ServeOnly("");
    return new Examination(Caps.DEFAULT, none, _ -> {})
        .examine(file, Optional.empty(), Optional.of(new RecentDays(store(interval), LAST, ahead)));
  }

  /// Of the last evening's forecasts the part that lies beyond the last day.
  private static double notYet() {
    return 2 * 4.0;
  }

  private static byte[] always(float portions) {
    return GoodModel.with((g, x) -> constant(g, x, portions)).bytes();
  }

  private static Value constant(GraphBuilder g, Value x, float portions) {
    float[] bias = {portions * 0.8f, portions, portions * 1.2f};
    return g.gemm(
        x,
        g.floats("w", new float[GoodModel.FEATURES * GoodModel.LEVELS], 6, 3),
        g.floats("b", bias, 3));
  }

  private static DemandHistory store(Duration interval) {
    var calendar = new StoreCalendar(ZoneOffset.UTC, interval);
    var history = new DemandHistory(calendar, new HistoryLimits(64, 10, 1));
    int burger = history.addItem("burger");
    var sold = new float[calendar.slotsPerDay()];
    Arrays.fill(sold, 4);
    for (int back = 0; back < 30; back++) {
      history.setDay(burger, LAST.minusDays(back).toEpochDay(), sold, new BitSet());
    }
    return history;
  }
}
