package io.parcook.models.calibrate;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.Forecaster;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// A forecaster whose quantiles are calibrated on one store, and that learns by itself: before each
/// forecast from those intervals of earlier ones that have closed since, as the history knows them.
/// Origins ascend.
public final class CalibratedForecaster implements Forecaster {

  /// Forecasts that wait for their intervals to close; the oldest are let go without a lesson.
  static final int MOST_WAITING = 256;

  /// A forecast and how many of its steps have been learned from.
  private record Waiting(Forecast served, int learned) {}

  private final Forecaster model;
  private final Calibrator calibrator;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /// @param model whose forecasts are calibrated; closed with this
  public CalibratedForecaster(Forecaster model, Calibrator calibrator) {
    this.model = model;
    this.calibrator = calibrator;
  }

  public Calibrator calibrator() {
    return calibrator;
  }

  /// Forecasts that wait for their intervals to close, of at most 256.
  public int waiting() {
    return waiting.size();
  }

  @Override
  public Forecast forecast(
      DemandHistory history, List<String> items, Instant origin, Instant from, int steps) {
    learn(history, origin);
    Forecast served = calibrator.calibrated(model.forecast(history, items, origin, from, steps));
    if (waiting.size() == MOST_WAITING) {
      waiting.removeFirst();
    }
    waiting.addLast(new Waiting(served, 0));
    return served;
  }

  /// Learns from the intervals that have closed by a moment.
  public void learn(DemandHistory history, Instant now) {
    Deque<Waiting> open = new ArrayDeque<>();
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); each.remove()) {
      Waiting one = each.next();
      int closed = closedSteps(one.served(), now);
      for (int step = one.learned(); step < closed; step++) {
        learn(history, one.served(), step);
      }
      if (closed < one.served().steps()) {
        open.addLast(new Waiting(one.served(), Math.max(one.learned(), closed)));
      }
    }
    waiting.addAll(open);
  }

  private static int closedSteps(Forecast served, Instant now) {
    Instant start = served.from();
    int closed = 0;
    while (closed < served.steps()
        && !start.plus(served.interval().multipliedBy(closed + 1L)).isAfter(now)) {
      closed++;
    }
    return closed;
  }

  private void learn(DemandHistory history, Forecast served, int step) {
    StoreCalendar calendar = history.calendar();
    Instant start = served.from().plus(served.interval().multipliedBy(step));
    long day = calendar.day(start);
    int slot = calendar.slot(start);
    for (int item = 0; item < served.items().size(); item++) {
      int place = history.item(served.items().get(item));
      if (place >= 0) {
        calibrator.learn(served, item, step, day, history.sold(place, day, slot));
      }
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
