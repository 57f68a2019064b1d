package io.parcook.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.pipeline.event.ContextFact;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SlotMeanForecasterTest {

  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);
  private static final StoreCalendar CALENDAR =
      new StoreCalendar(ZoneId.of("Europe/Berlin"), Duration.ofHours(1));
  private static final LocalDate TODAY = LocalDate.of(2026, 2, 20);
  private static final int LUNCH = 12;

  private final DemandHistory history = new DemandHistory(CALENDAR, HistoryLimits.DEFAULT);
  private final SlotMeanForecaster usual = new SlotMeanForecaster(LEVELS, "No model yet.");

  @Test
  void theQuantilesAreThoseOfTheLastFourteenDays() {
    var random = new Random(3);
    float[] sold = new float[40];
    for (int back = 1; back <= 40; back++) {
      sold[back - 1] = random.nextInt(30);
      day("soup", back, LUNCH, sold[back - 1]);
    }
    float[] last = Arrays.copyOf(sold, 14);
    Arrays.sort(last);
    Forecast forecast = lunch("soup");
    assertThat(forecast.usual(0, 0)).isCloseTo(mean(last), Offset.offset(1e-5f));
    for (int i = 0; i < LEVELS.size(); i++) {
      double place = 13 * LEVELS.get(i);
      double expected =
          last[(int) Math.floor(place)] * (1 - place % 1)
              + last[(int) Math.ceil(place)] * (place % 1);
      assertThat((double) forecast.quantile(0, 0, i)).isCloseTo(expected, Offset.offset(1e-5));
    }
    assertThat(forecast.source()).isEqualTo(new ForecastSource.UsualLevel("No model yet."));
  }

  @Test
  void whatIsNotKnownYetIsNotUsed() {
    for (int back = -10; back <= 30; back++) {
      day("soup", back, LUNCH, back > 0 ? 5 : 500);
    }
    Forecast tomorrow = usual.forecast(history, List.of("soup"), at(0, LUNCH), at(-1, LUNCH), 1);
    assertThat(tomorrow.quantile(0, 0, 2)).isEqualTo(5);
    // An hour later the origin's own lunch has ended and counts for tomorrow.
    Forecast later = usual.forecast(history, List.of("soup"), at(0, LUNCH + 1), at(-1, LUNCH), 1);
    assertThat(later.usual(0, 0)).isCloseTo((13 * 5 + 500) / 14f, Offset.offset(1e-3f));
  }

  @Test
  void hoursInWhichTheItemWasSoldOutAreLeftOut() {
    for (int back = 1; back <= 20; back++) {
      day("soup", back, LUNCH, back % 2 == 0 ? 8 : 1, back % 2 == 1);
    }
    Forecast forecast = lunch("soup");
    assertThat(forecast.usual(0, 0)).isEqualTo(8);
    assertThat(forecast.quantile(0, 0, 0)).isEqualTo(8);
  }

  @Test
  void fewDaysOfDataGiveAWiderForecastThanTheyShow() {
    day("soup", 1, LUNCH, 4);
    day("soup", 2, LUNCH, 4);
    Forecast forecast = lunch("soup");
    assertThat(forecast.quantile(0, 0, 0)).isLessThan(4);
    assertThat(forecast.quantile(0, 0, 2)).isGreaterThan(4);
  }

  @Test
  void withNothingKnownItSaysZeroAndWhy() {
    Forecast forecast = lunch("soup", "never heard of");
    assertThat(forecast.values()).containsOnly(0);
    assertThat(forecast.usual()).containsOnly(0);
    assertThat(forecast.items()).containsExactly("soup", "never heard of");
    assertThat(forecast.source())
        .isEqualTo(new ForecastSource.UsualLevel("No model yet. No past sales are known yet."));
  }

  @Test
  void anItemTheHistoryDoesNotKnowStandsInItsPlaceWithZeros() {
    for (int back = 1; back <= 20; back++) {
      day("soup", back, LUNCH, 6);
    }
    Forecast forecast = lunch("unknown", "soup");
    assertThat(forecast.quantile(0, 0, 1)).isZero();
    assertThat(forecast.quantile(1, 0, 1)).isEqualTo(6);
  }

  @Test
  void nothingIsExpectedWhileTheStoreSaysItIsClosed() {
    for (int back = 1; back <= 20; back++) {
      day("soup", back, LUNCH, 6);
    }
    assertThat(lunch("soup").quantile(0, 0, 1)).isEqualTo(6);
    var shut = new ContextFact.OpeningHours(TODAY, LocalTime.NOON, LocalTime.NOON);
    history.apply(List.of(new IntervalChange.Known(at(1, LUNCH), shut)));
    assertThat(lunch("soup").quantile(0, 0, 1)).isZero();
    assertThat(lunch("soup").usual(0, 0)).isEqualTo(6);
  }

  @Test
  void theSameWeekdayIsTakenWhereThatIsAsked() {
    for (int back = 1; back <= 45; back++) {
      day("soup", back, LUNCH, back % 7 == 0 ? 9 : 2);
    }
    var weekday = new SlotMeanForecaster(LEVELS, PastDays.sameWeekday(6), "baseline");
    Forecast forecast = weekday.forecast(history, List.of("soup"), at(0, 0), at(0, LUNCH), 1);
    assertThat(forecast.quantile(0, 0, 0)).isEqualTo(9);
  }

  @Test
  void aForecastThatDoesNotBeginWithAnIntervalIsRefused() {
    assertThatThrownBy(
            () -> usual.forecast(history, List.of(), at(0, 0), at(0, LUNCH).plusSeconds(60), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begins where an interval of PT1H begins");
  }

  private Forecast lunch(String... items) {
    return usual.forecast(history, List.of(items), at(0, 0), at(0, LUNCH), 1);
  }

  private void day(String item, int back, int hour, float sold) {
    day(item, back, hour, sold, false);
  }

  private void day(String item, int back, int hour, float sold, boolean soldOut) {
    float[] slots = new float[24];
    slots[8] = 1;
    slots[hour] = sold;
    var out = new BitSet();
    out.set(hour, soldOut);
    int place = history.item(item) < 0 ? history.addItem(item) : history.item(item);
    history.setDay(place, TODAY.minusDays(back).toEpochDay(), slots, out);
  }

  private static Instant at(int back, int hour) {
    return TODAY.minusDays(back).atTime(hour, 0).atZone(CALENDAR.zone()).toInstant();
  }

  private static float mean(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
