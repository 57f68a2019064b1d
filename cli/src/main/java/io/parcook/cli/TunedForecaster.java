package io.parcook.cli;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.evaluate.Verdict;
import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.tuning.dataset.StoreHistory;
import io.parcook.tuning.tune.Checkpoints;
import io.parcook.tuning.tune.Night;
import io.parcook.tuning.tune.NightResult;
import io.parcook.tuning.tune.NightWatch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model as one store would have it: every some days there is a night, on what was sold until
/// then. An adapter that passes its gate forecasts unseen, and serves once it is better on what
/// sells, or is forgotten; while one is tried there is no night. What serves goes back to the base
/// if it turns worse. Until then it is the base.
final class TunedForecaster implements Forecaster {

  private final OnnxGraph base;
  private final OnnxForecaster begun;
  private final Night night;
  private final StoreHistory past;
  private final int every;

  private @Nullable Opened live;
  private @Nullable TrialDays beside;
  private @Nullable Opened candidate;
  private @Nullable TrialDays trial;
  private @Nullable LocalDate today;
  private @Nullable LocalDate tuned;

  private int nights;
  private int passed;
  private int switches;
  private int rollbacks;

  /// An adapter, opened.
  private record Opened(Adapter adapter, OnnxForecaster forecaster) {}

  /// @param past a history of its own, for nights change it
  /// @param every days between two nights
  TunedForecaster(OnnxGraph base, Night night, StoreHistory past, int every) {
    this.base = base;
    this.night = night;
    this.past = past;
    this.every = every;
    begun = OnnxForecaster.open(base, SessionSettings.DEFAULT);
  }

  @Override
  public Forecast forecast(
      DemandHistory history, List<String> items, Instant origin, Instant from, int steps) {
    LocalDate day = origin.atZone(history.calendar().zone()).toLocalDate();
    if (today == null || day.isAfter(today)) {
      today = day;
      judge(history, items, day);
      if (candidate == null && (tuned == null || !day.isBefore(tuned.plusDays(every)))) {
        tune(day);
      }
    }
    return serving().forecast(history, items, origin, from, steps);
  }

  private OnnxForecaster serving() {
    return live == null ? begun : live.forecaster();
  }

  /// What a store does each day with what serves and what is tried, in this order.
  private void judge(DemandHistory history, List<String> items, LocalDate day) {
    if (live != null && beside != null) {
      beside.score(history, items, day);
      if (beside.isTakenBack(history)) {
        rollbacks++;
        live.forecaster().close();
        live = null;
        beside = null;
        forget();
      }
    }
    if (candidate != null && trial != null) {
      trial.score(history, items, day);
      switch (trial.evidence().verdict()) {
        case BETTER -> promote(day);
        case WORSE -> forget();
        case UNDECIDED -> {
          if (trial.isOver(day)) {
            forget();
          }
        }
      }
    }
  }

  private void promote(LocalDate day) {
    switches++;
    if (live != null) {
      live.forecaster().close();
    }
    live = candidate;
    beside = new TrialDays(serving(), begun, begun.card().quantiles(), day);
    candidate = null;
    trial = null;
  }

  private void forget() {
    if (candidate != null) {
      candidate.forecaster().close();
    }
    candidate = null;
    trial = null;
  }

  private void tune(LocalDate day) {
    tuned = day;
    nights++;
    StoreHistory until =
        new StoreHistory(past.name(), past.history(), past.first(), day.minusDays(1));
    NightResult result =
        night.run(
            until, live == null ? null : live.adapter(), NightWatch.NOBODY, Checkpoints.none());
    if (result instanceof NightResult.Judged(Adapter adapter, var _, var gate)
        && gate.verdict() == Verdict.BETTER) {
      passed++;
      OnnxForecaster opened = OnnxForecaster.open(adapter.applyTo(base), SessionSettings.DEFAULT);
      candidate = new Opened(adapter, opened);
      trial = new TrialDays(opened, serving(), begun.card().quantiles(), day);
    }
  }

  int nights() {
    return nights;
  }

  /// How many adapters passed the gate.
  int passed() {
    return passed;
  }

  /// How many of those then went live.
  int switches() {
    return switches;
  }

  /// How often what served was taken back.
  int rollbacks() {
    return rollbacks;
  }

  /// One line for a person.
  @Override
  public String toString() {
    return "%d nights; %d adapters passed the gate, %d went live, %d were taken back"
        .formatted(nights, passed, switches, rollbacks);
  }

  @Override
  public void close() {
    forget();
    if (live != null) {
      live.forecaster().close();
    }
    begun.close();
  }
}
