package io.parcook.models.calibrate;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.Forecaster;
import io.parcook.pipeline.history.DemandHistory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A forecaster whose quantiles are calibrated on one store, and that learns by itself: before each
/// forecast from those intervals of earlier ones that have closed since, as the history knows them.
/// Origins ascend.
public final class CalibratedForecaster implements Forecaster {

  /// Intervals that wait to close; the oldest are let go without a lesson.
  static final int MOST_WAITING = 8_192;

  private final Forecaster model;
  private final Calibrator calibrator;
  private final Deque<Lesson> waiting = new ArrayDeque<>();

  /// @param model whose forecasts are calibrated; closed with this
  public CalibratedForecaster(Forecaster model, Calibrator calibrator) {
    this.model = model;
    this.calibrator = calibrator;
  }

  public Calibrator calibrator() {
    return calibrator;
  }

  /// Intervals that wait to close, of at most 8,192.
  public int waiting() {
    return waiting.size();
  }

  @Override
  public Forecast forecast(
      DemandHistory history, List<String> items, Instant origin, Instant from, int steps) {
    learn(history, origin);
    Forecast own = model.forecast(history, items, origin, from, steps);
    Correction correction = calibrator.correction();
    for (int step = 0; step < own.steps(); step++) {
      if (waiting.size() == MOST_WAITING) {
        waiting.removeFirst();
      }
      waiting.addLast(new Lesson(own, correction, step));
    }
    return correction.of(own);
  }

  /// Learns from the intervals that have closed by a moment.
  public void learn(DemandHistory history, Instant now) {
    waiting.removeIf(
        lesson -> {
          boolean closed = !lesson.end().isAfter(now);
          if (closed) {
            lesson.teach(calibrator, history);
          }
          return closed;
        });
  }

  @Override
  public void close() {
    model.close();
  }
}
