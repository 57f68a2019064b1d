package io.parcook.models.forecast;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryWindow;
import java.time.Instant;
import java.util.List;

/// The usual level as a forecast: the quantiles of what the same slot sold on past days. The
/// baseline that a model must beat, and what the screen shows while no model answers. It needs no
/// model and no history: without past sales it says 0, and says why.
public final class SlotMeanForecaster implements Forecaster {

  static final PastDays USUAL = PastDays.last(DemandHistory.USUAL_DAYS);

  private final List<Double> levels;
  private final PastDays days;
  private final String reason;
  private final SampleQuantiles quantiles;

  /// The usual level over the last 14 days.
  ///
  /// @param levels quantile levels to give, ascending
  /// @param reason why it answers and not a model, for [ForecastSource.UsualLevel]
  public SlotMeanForecaster(List<Double> levels, String reason) {
    this(levels, USUAL, reason);
  }

  /// The same over other days, to compare with.
  public SlotMeanForecaster(List<Double> levels, PastDays days, String reason) {
    this.levels = List.copyOf(levels);
    this.days = days;
    this.reason = reason;
    quantiles = new SampleQuantiles(levels);
  }

  @Override
  public Forecast forecast(
      DemandHistory history, List<String> items, Instant origin, Instant from, int steps) {
    return forecast(history, items, origin, from, steps, reason);
  }

  /// As [#forecast], for a reason of its own.
  Forecast forecast(
      DemandHistory history,
      List<String> items,
      Instant origin,
      Instant from,
      int steps,
      String why) {
    var targets = new TargetSlots(history, origin, from, steps);
    var values = new float[items.size() * steps * levels.size()];
    int[] places = places(history, items);
    boolean known = history.read(window -> quantiles(window, places, origin, targets, values));
    targets.closeTheDoor(values, places.length, levels.size());
    return new Forecast(
        new ForecastSource.UsualLevel(known ? why : why + " No past sales are known yet."),
        origin,
        from,
        history.calendar().interval(),
        steps,
        List.copyOf(items),
        levels,
        values,
        usual(history, places, origin, targets));
  }

  /// The usual level of each item and step, `items × steps`: [DemandHistory#usual] of many at once,
  /// and 0 where nothing is known.
  static float[] usual(DemandHistory history, int[] places, Instant origin, TargetSlots targets) {
    var means = new float[places.length * targets.steps()];
    return history.read(
        window -> {
          var sample = new SlotSample(window, USUAL, origin);
          int cell = 0;
          for (int place : places) {
            sample.turnTo(place);
            for (int step = 0; step < targets.steps(); step++) {
              sample.take(targets.day(step), targets.slot(step));
              means[cell++] = sample.mean();
            }
          }
          return means;
        });
  }

  /// @return whether anything is known of any item
  private boolean quantiles(
      HistoryWindow window, int[] places, Instant origin, TargetSlots targets, float[] values) {
    var sample = new SlotSample(window, days, origin);
    boolean known = false;
    int row = 0;
    for (int place : places) {
      sample.turnTo(place);
      for (int step = 0; step < targets.steps(); step++) {
        int size = sample.take(targets.day(step), targets.slot(step));
        quantiles.write(sample.values(), size, days.size(), values, row);
        row += levels.size();
        known |= size > 0;
      }
    }
    return known;
  }

  /// The places of items in a history; -1 for one that it does not know.
  static int[] places(DemandHistory history, List<String> items) {
    return items.stream().mapToInt(history::item).toArray();
  }

  @Override
  public void close() {}
}
