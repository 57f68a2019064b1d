package io.parcook.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.SlotMeanForecaster;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BacktestTest {

  private static final List<Double> LEVELS = List.of(0.5, 0.9);
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  private static final StoreCalendar HOURLY = calendar(Duration.ofHours(1));

  private final DemandHistory history = new DemandHistory(HOURLY, HistoryLimits.DEFAULT);

  @Test
  void scoresAreThoseOfANaiveLoopOverTheSameHours() {
    for (long seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var fresh = new DemandHistory(HOURLY, HistoryLimits.DEFAULT);
      float[][][] sold = new float[3][5][24];
      for (int item = 0; item < 3; item++) {
        int place = fresh.addItem("item" + item);
        for (int day = 0; day < 5; day++) {
          var out = new BitSet();
          for (int hour = 0; hour < 24; hour++) {
            sold[item][day][hour] = hour == 9 ? 1 : random.nextInt(6);
            if (hour != 9 && random.nextInt(5) == 0) {
              out.set(hour);
              sold[item][day][hour] = Float.NaN;
            }
          }
          fresh.setDay(place, FIRST.plusDays(day).toEpochDay(), counted(sold[item][day]), out);
        }
      }
      Scores scores =
          new Backtest(LEVELS, Dayparts.USUAL)
              .run(
                  fresh,
                  fresh.items(),
                  Rounds.dayAhead(HOURLY, FIRST, 5, 6, 22),
                  Map.of("constant", new Constant(2, 4)))
              .getOrDefault("constant", new Scores(LEVELS));
      double pinball = 0;
      double total = 0;
      double days = 0;
      int rows = 0;
      for (float[][] item : sold) {
        for (float[] day : item) {
          double difference = 0;
          for (int hour = 6; hour < 22; hour++) {
            double actual = day[hour];
            if (Double.isNaN(actual)) {
              continue;
            }
            pinball += 0.5 * Math.abs(actual - 2);
            pinball += actual > 4 ? 0.9 * (actual - 4) : 0.1 * (4 - actual);
            difference += new Constant(2, 4).expected() - actual;
            total += actual;
            rows++;
          }
          days += Math.abs(difference);
        }
      }
      assertThat(scores.rows()).as("seed %s", seed).isEqualTo(rows);
      assertThat(scores.wql()).as("seed %s", seed).isCloseTo(2 * pinball / total / 2, near());
      assertThat(scores.wapeOfDays()).as("seed %s", seed).isCloseTo(days / total, near());
    }
  }

  @Test
  void forecastersStandSideBySideInTheOrderTheyWereGiven() {
    fill("soup", 30, hour -> hour % 5);
    var forecasters = new LinkedHashMap<String, Forecaster>();
    forecasters.put("usual", new SlotMeanForecaster(LEVELS, "baseline"));
    forecasters.put("constant", new Constant(2, 4));
    Map<String, Scores> scores =
        new Backtest(LEVELS, Dayparts.USUAL)
            .run(
                history,
                List.of("soup"),
                Rounds.dayAhead(HOURLY, FIRST.plusDays(20), 5, 6, 22),
                forecasters);
    assertThat(scores.keySet()).containsExactly("usual", "constant");
    // Every day is the same, so the usual level is right and the constant is not.
    assertThat(scores.values()).extracting(s -> s.wql() > 0).containsExactly(false, true);
    assertThat(scores.values()).extracting(Scores::usualShare).containsExactly(1.0, 0.0);
    String table = ScoreTable.of("soup", scores);
    assertThat(table.lines()).hasSize(3);
    assertThat(table).contains("WQL").contains("usual").contains("0.0000").contains("constant");
  }

  @Test
  void levelsThatAForecasterDoesNotGiveAreRefused() {
    fill("soup", 3, _ -> 1);
    var backtest = Backtest.byDeciles();
    var rounds = Rounds.dayAhead(HOURLY, FIRST, 1, 6, 22);
    assertThatThrownBy(
            () -> backtest.run(history, List.of("soup"), rounds, Map.of("c", new Constant(1, 2))))
        .hasMessageContaining("0.1 is not there");
    assertThatThrownBy(
            () -> backtest.run(history, List.of("none"), rounds, Map.of("c", new Constant(1, 2))))
        .hasMessageContaining("no item 'none'");
  }

  @Test
  void aDayAheadRoundLooksFromMidnightAtTheHoursAsked() {
    assertThat(Rounds.dayAhead(HOURLY, FIRST, 2, 6, 22))
        .containsExactly(
            new Round(at(FIRST, 0), at(FIRST, 6), 16),
            new Round(at(FIRST.plusDays(1), 0), at(FIRST.plusDays(1), 6), 16));
    // The night on which clocks spring forward has an hour less, the one in autumn an hour more.
    var spring = LocalDate.of(2026, 3, 29);
    assertThat(Rounds.dayAhead(HOURLY, spring, 1, 0, 24))
        .containsExactly(new Round(at(spring, 0), at(spring, 0), 23));
    var autumn = LocalDate.of(2026, 10, 25);
    assertThat(Rounds.dayAhead(HOURLY, autumn, 1, 0, 24))
        .containsExactly(new Round(at(autumn, 0), at(autumn, 0), 25));
  }

  @Test
  void hourlyRoundsAskForTheNextIntervals() {
    StoreCalendar quarters = calendar(Duration.ofMinutes(15));
    assertThat(Rounds.hourly(quarters, FIRST, 1, 11, 13, 4))
        .containsExactly(
            new Round(at(FIRST, 11), at(FIRST, 11), 4), new Round(at(FIRST, 12), at(FIRST, 12), 4));
  }

  @Test
  void theBusiestItemsAreChosenFromThePastOnly() {
    fill("soup", 10, _ -> 2);
    fill("salad", 10, _ -> 1);
    fill("rare", 10, _ -> 0.5f);
    float[] rush = new float[24];
    Arrays.fill(rush, 90);
    history.setDay(history.item("rare"), FIRST.plusDays(12).toEpochDay(), rush, new BitSet());
    assertThat(BusiestItems.before(history, FIRST.plusDays(12), 14, 2))
        .containsExactly("soup", "salad");
    assertThat(BusiestItems.before(history, FIRST.plusDays(13), 14, 1)).containsExactly("rare");
  }

  @Test
  void aTimeFallsIntoOneDaypart() {
    var parts = new ArrayList<Integer>();
    for (String time : List.of("00:00", "05:59", "06:00", "12:30", "23:45")) {
      parts.add(Dayparts.USUAL.of(LocalTime.parse(time)));
    }
    assertThat(parts).containsExactly(0, 0, 1, 2, 5);
    assertThatThrownBy(() -> new Dayparts(List.of(LocalTime.NOON)))
        .hasMessageContaining("begins at midnight");
  }

  @FunctionalInterface
  private interface ByHour {
    float sold(int hour);
  }

  private void fill(String item, int days, ByHour sold) {
    int place = history.addItem(item);
    for (int day = 0; day < days; day++) {
      float[] slots = new float[24];
      for (int hour = 0; hour < 24; hour++) {
        slots[hour] = sold.sold(hour);
      }
      history.setDay(place, FIRST.plusDays(day).toEpochDay(), slots, new BitSet());
    }
  }

  private static float[] counted(float[] sold) {
    float[] counts = sold.clone();
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Float.isNaN(counts[i]) ? 0 : counts[i];
    }
    return counts;
  }

  private static Offset<Double> near() {
    return Offset.offset(1e-5);
  }

  private static Instant at(LocalDate date, int hour) {
    return date.atTime(hour, 0).atZone(HOURLY.zone()).toInstant();
  }

  private static StoreCalendar calendar(Duration interval) {
    return new StoreCalendar(ZoneId.of("Europe/Berlin"), interval);
  }

  /// Always the same two quantiles.
  private record Constant(float median, float high) implements Forecaster {

    double expected() {
      return forecastOf(1, Instant.EPOCH, Instant.EPOCH, List.of("x"), Duration.ofHours(1))
          .expected(0, 0);
    }

    @Override
    public Forecast forecast(
        DemandHistory history, List<String> items, Instant origin, Instant from, int steps) {
      return forecastOf(steps, origin, from, items, history.calendar().interval());
    }

    private Forecast forecastOf(
        int steps, Instant origin, Instant from, List<String> items, Duration interval) {
      float[] values = new float[items.size() * steps * 2];
      for (int i = 0; i < values.length; i++) {
        values[i] = i % 2 == 0 ? median : high;
      }
      return new Forecast(
          new ForecastSource.Model("constant"),
          origin,
          from,
          interval,
          steps,
          items,
          LEVELS,
          values,
          new float[items.size() * steps]);
    }

    @Override
    public void close() {}
  }
}
