package io.parcook.models.evaluate;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.models.forecast.Forecaster;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A rolling-origin backtest: at each round's origin every forecaster forecasts the same items and
/// intervals from what was known then, and is judged by what was sold. Intervals whose demand is
/// not known (sold out, closed, no data) are judged for none of them.
public final class Backtest {

  private final List<Double> levels;
  private final Dayparts dayparts;

  /// @param levels quantile levels to judge; every forecaster gives at least these
  public Backtest(List<Double> levels, Dayparts dayparts) {
    this.levels = List.copyOf(levels);
    this.dayparts = dayparts;
  }

  /// The nine deciles and the usual dayparts.
  public static Backtest byDeciles() {
    return new Backtest(List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9), Dayparts.USUAL);
  }

  /// Runs the rounds in order on one store.
  ///
  /// @param history holds the rounds' targets as well as their past
  /// @param items names of the items to forecast, each known to the history
  /// @param forecasters by the name they are printed with; not closed
  /// @return scores by the same names, in the same order
  public Map<String, Scores> run(
      DemandHistory history,
      List<String> items,
      List<Round> rounds,
      Map<String, ? extends Forecaster> forecasters) {
    var scores = new LinkedHashMap<String, Scores>();
    int[] places = places(history, items);
    for (Round round : rounds) {
      Targets targets = targets(history, places, round);
      forecasters.forEach(
          (name, forecaster) -> {
            Forecast forecast =
                forecaster.forecast(history, items, round.origin(), round.from(), round.steps());
            judge(forecast, targets, scores.computeIfAbsent(name, _ -> new Scores(levels)));
          });
    }
    return scores;
  }

  /// What was sold in a round's intervals, NaN where not known, and the spans of its steps.
  private record Targets(float[] sold, Span[] spans) {}

  private Targets targets(DemandHistory history, int[] places, Round round) {
    StoreCalendar calendar = history.calendar();
    var spans = new Span[round.steps()];
    var sold = new float[places.length * round.steps()];
    for (int step = 0; step < round.steps(); step++) {
      Instant start = round.from().plus(calendar.interval().multipliedBy(step));
      long day = calendar.day(start);
      int slot = calendar.slot(start);
      LocalTime time = start.atZone(calendar.zone()).toLocalTime();
      spans[step] =
          new Span(
              Math.floorDiv(start.getEpochSecond(), 3600),
              day * dayparts.starts().size() + dayparts.of(time),
              day);
      for (int item = 0; item < places.length; item++) {
        sold[item * round.steps() + step] = history.sold(places[item], day, slot);
      }
    }
    return new Targets(sold, spans);
  }

  private void judge(Forecast forecast, Targets targets, Scores scores) {
    int[] columns = columns(forecast);
    var row = new float[columns.length];
    int steps = targets.spans.length;
    for (int item = 0; item < targets.sold.length / steps; item++) {
      for (int step = 0; step < steps; step++) {
        float sold = targets.sold[item * steps + step];
        if (Float.isNaN(sold)) {
          continue;
        }
        for (int i = 0; i < columns.length; i++) {
          row[i] = forecast.quantile(item, step, columns[i]);
        }
        scores.add(row, forecast.expected(item, step), sold, targets.spans[step]);
      }
      scores.endItem();
    }
    scores.endForecast(forecast.source() instanceof ForecastSource.Model);
  }

  private int[] columns(Forecast forecast) {
    return levels.stream()
        .mapToInt(
            level -> {
              int column = forecast.levels().indexOf(level);
              if (column < 0) {
                throw new IllegalArgumentException(
                    "A forecast has levels " + forecast.levels() + "; " + level + " is not there");
              }
              return column;
            })
        .toArray();
  }

  private static int[] places(DemandHistory history, List<String> items) {
    List<String> known = history.items();
    return items.stream()
        .mapToInt(
            item -> {
              int place = known.indexOf(item);
              if (place < 0) {
                throw new IllegalArgumentException("The history knows no item '" + item + "'");
              }
              return place;
            })
        .toArray();
  }
}
