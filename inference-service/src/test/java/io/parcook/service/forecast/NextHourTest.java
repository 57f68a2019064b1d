package io.parcook.service.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextHourTest {

  private static final Instant TWELVE = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void atTheStartOfAnIntervalItIsTheFourIntervalsOfTheHour() {
    Forecast forecast = forecast(Duration.ofMinutes(15), 1, 2, 3, 4, 100);

    NextHour hour = NextHour.of(forecast, 0, TWELVE);

    assertThat(hour.usual()).isCloseTo(10, within(1e-6));
    assertThat(hour.expected()).isCloseTo(sum(forecast, 1, 1, 1, 1, 0), within(1e-6));
  }

  @Test
  void withinAnIntervalItTakesTheRestOfItAndAsMuchOfTheFifth() {
    Forecast forecast = forecast(Duration.ofMinutes(15), 1, 2, 3, 4, 100);

    NextHour hour = NextHour.of(forecast, 0, TWELVE.plus(Duration.ofMinutes(9)));

    assertThat(hour.usual()).isCloseTo(0.4 * 1 + 2 + 3 + 4 + 0.6 * 100, within(1e-6));
    assertThat(hour.expected()).isCloseTo(sum(forecast, 0.4, 1, 1, 1, 0.6), within(1e-6));
  }

  @Test
  void ofIntervalsLongerThanAnHourItTakesTheShare() {
    Forecast forecast = forecast(Duration.ofHours(2), 10, 30);

    assertThat(NextHour.of(forecast, 0, TWELVE.plus(Duration.ofMinutes(90))).usual())
        .isCloseTo(0.25 * 10 + 0.25 * 30, within(1e-6));
  }

  @Test
  void theRangeHoldsTheExpectedAndIsNarrowerThanTheSumOfRanges() {
    Forecast forecast = forecast(Duration.ofMinutes(15), 4, 4, 4, 4, 4);

    NextHour hour = NextHour.of(forecast, 0, TWELVE);
    double lows = 0;
    double highs = 0;
    for (int step = 0; step < 4; step++) {
      lows += forecast.quantile(0, step, 0);
      highs += forecast.quantile(0, step, 2);
    }

    assertThat(hour.low()).isBetween(lows, hour.expected());
    assertThat(hour.high()).isBetween(hour.expected(), highs);
  }

  @Test
  void aQuantileBetweenTwoLevelsLiesOnTheLineBetweenThem() {
    Forecast forecast = forecast(Duration.ofMinutes(15), 4);

    assertThat(NextHour.quantile(forecast, 0, 0, 0.5)).isEqualTo(forecast.quantile(0, 0, 1));
    assertThat(NextHour.quantile(forecast, 0, 0, 0.7))
        .isCloseTo((forecast.quantile(0, 0, 1) + forecast.quantile(0, 0, 2)) / 2.0, within(1e-5));
    assertThat(NextHour.quantile(forecast, 0, 0, 0.99)).isEqualTo(forecast.quantile(0, 0, 2));
  }

  private static double sum(Forecast forecast, double... shares) {
    double sum = 0;
    for (int step = 0; step < shares.length; step++) {
      sum += shares[step] * forecast.expected(0, step);
    }
    return sum;
  }

  /// One item whose quantiles 0.1, 0.5, 0.9 are half, whole and twice its usual level.
  private static Forecast forecast(Duration interval, float... usual) {
    float[] values = new float[usual.length * 3];
    for (int step = 0; step < usual.length; step++) {
      values[step * 3] = usual[step] / 2;
      values[step * 3 + 1] = usual[step];
      values[step * 3 + 2] = usual[step] * 2;
    }
    return new Forecast(
        new ForecastSource.UsualLevel("a test"),
        TWELVE,
        TWELVE,
        interval,
        usual.length,
        List.of("burger"),
        List.of(0.1, 0.5, 0.9),
        values,
        Arrays.copyOf(usual, usual.length));
  }
}
