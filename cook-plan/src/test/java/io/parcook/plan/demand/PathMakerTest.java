package io.parcook.plan.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PathMakerTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final int STEPS = 8;
  private static final Menu MENU =
      new MenuReader()
          .parse(
              "menu",
              """
              {"dayparts": {"day": "00:00"},
               "items": {"noodles": {"station": "pasta",
                 "batch": {"minimum": 1, "multiple": 1, "maximum": 20},
                 "leadMinutes": 5, "holdMinutes": 30, "wasteCost": 1, "missingCost": 3}},
               "orders": {"bowl": {"noodles": 2}}}
              """);

  @Test
  void eachIntervalKeepsItsQuantiles() {
    DemandPaths paths = paths(new Dependence(0.3, 0.1), 1);

    for (int step = 0; step < STEPS; step++) {
      Instant from = NOON.plus(QUARTER.multipliedBy(step));
      assertThat(paths.quantile(0.5, from, from.plus(QUARTER))).isCloseTo(10, within(0.2));
      assertThat(paths.quantile(0.9, from, from.plus(QUARTER))).isCloseTo(18, within(0.4));
    }
    assertThat(paths.mean(NOON, NOON.plus(QUARTER))).isCloseTo(10.1, within(0.4));
  }

  @Test
  void theMoreIntervalsGoTogetherTheWiderIsTheirSum() {
    Instant end = NOON.plus(QUARTER.multipliedBy(STEPS));
    double alone = paths(new Dependence(0, 0), 1).quantile(0.9, NOON, end);
    double some = paths(new Dependence(0.4, 0.1), 1).quantile(0.9, NOON, end);
    double all = paths(new Dependence(1, 0), 1).quantile(0.9, NOON, end);

    assertThat(some).isGreaterThan(alone);
    assertThat(all).isGreaterThan(some).isCloseTo(STEPS * 18, within(STEPS * 0.5));
  }

  @Test
  void aHigherForecastIsHigherOnEveryPath() {
    float[] low = paths(Dependence.USUAL, 1).values();
    float[] high = paths(Dependence.USUAL, 1.2f).values();

    for (int i = 0; i < low.length; i++) {
      assertThat(high[i]).isGreaterThanOrEqualTo(low[i]);
    }
  }

  @Test
  void anOrderTakesItsPortionsOfEachPath() {
    DemandPaths bowls =
        Objects.requireNonNull(
            new PathMaker(MENU, Dependence.USUAL).of(forecast("bowl", 1)).get("noodles"));

    assertThat(bowls.mean(NOON, NOON.plus(QUARTER))).isCloseTo(20.2, within(0.8));
    assertThat(bowls.usual(NOON, NOON.plus(QUARTER))).isCloseTo(16, within(1e-6));
  }

  @Test
  void whatTheForecastDoesNotKnowHasNoPaths() {
    assertThat(new PathMaker(MENU, Dependence.USUAL).of(forecast("cola", 1))).isEmpty();
  }

  private static DemandPaths paths(Dependence dependence, float factor) {
    DemandPaths paths =
        new PathMaker(MENU, dependence).of(forecast("noodles", factor)).get("noodles");
    return Objects.requireNonNull(paths);
  }

  /// Deciles of an even spread from 0 to 20.
  private static Forecast forecast(String item, float factor) {
    List<Double> levels = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
    float[] values = new float[STEPS * levels.size()];
    float[] usual = new float[STEPS];
    for (int step = 0; step < STEPS; step++) {
      usual[step] = 8;
      for (int level = 0; level < levels.size(); level++) {
        values[step * levels.size() + level] = factor * (float) (20 * levels.get(level));
      }
    }
    return new Forecast(
        new ForecastSource.Model("test"),
        NOON,
        NOON,
        QUARTER,
        STEPS,
        List.of(item),
        levels,
        values,
        usual);
  }
}
