package io.parcook.service.learning;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What everybody on trial forecast at one moment, until what sold is known.
///
/// @param forecasts by the version's number, [Contest.Pair#USUAL] for the usual level; all of the
///     same items and intervals
record Moment(Map<Integer, Forecast> forecasts) {

  Moment {
    forecasts = Map.copyOf(forecasts);
  }

  /// When all of its intervals have been closed for as long as one lasts: by then the tills have
  /// told.
  Instant known() {
    Forecast any = forecasts.values().iterator().next();
    return any.from().plus(any.interval().multipliedBy(any.steps() + 1L));
  }

  /// Adds to a contest what both sides lost. Where neither was a model's forecast, nothing.
  void score(Contest contest, DemandHistory history) {
    Forecast mine = forecasts.get(contest.pair().version());
    Forecast theirs = forecasts.get(contest.pair().against());
    if (mine == null || theirs == null || !(mine.source() instanceof ForecastSource.Model)) {
      return;
    }
    int[][] levels = commonLevels(mine.levels(), theirs.levels());
    StoreCalendar calendar = history.calendar();
    for (int step = 0; step < mine.steps(); step++) {
      Instant start = mine.from().plus(mine.interval().multipliedBy(step));
      long day = calendar.day(start);
      int slot = calendar.slot(start);
      Losses sum = new Losses(0, 0, 0, 0);
      for (int item = 0; item < mine.items().size(); item++) {
        int place = history.item(mine.items().get(item));
        float sold = place < 0 ? Float.NaN : history.sold(place, day, slot);
        if (!Float.isNaN(sold)) {
          sum =
              sum.plus(
                  new Losses(
                      loss(mine, item, step, levels[0], sold),
                      loss(theirs, item, step, levels[1], sold),
                      sold,
                      1));
        }
      }
      contest.add(start, day, sum);
    }
  }

  /// The places, in either list, of the levels that stand in both.
  private static int[][] commonLevels(List<Double> mine, List<Double> theirs) {
    List<Double> both = mine.stream().filter(theirs::contains).toList();
    return new int[][] {
      both.stream().mapToInt(mine::indexOf).toArray(),
      both.stream().mapToInt(theirs::indexOf).toArray()
    };
  }

  /// Pinball loss, averaged over levels.
  private static double loss(Forecast forecast, int item, int step, int[] places, float sold) {
    double sum = 0;
    for (int place : places) {
      double level = forecast.levels().get(place);
      double over = (double) sold - forecast.quantile(item, step, place);
      sum += over >= 0 ? level * over : (level - 1) * over;
    }
    return sum / Math.max(1, places.length);
  }
}
