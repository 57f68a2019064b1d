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
/// then, and from then on the adapter serves that passed its gate. Where none has passed yet, it is
/// the base.
final class TunedForecaster implements Forecaster {

  private final OnnxGraph base;
  private final Night night;
  private final StoreHistory past;
  private final int every;
  private OnnxForecaster serving;
  private @Nullable Adapter live;
  private @Nullable LocalDate tuned;
  private int nights;
  private int switches;

  /// @param past a history of its own, for nights change it
  /// @param every days between two nights
  TunedForecaster(OnnxGraph base, Night night, StoreHistory past, int every) {
    this.base = base;
    this.night = night;
    this.past = past;
    this.every = every;
    this.serving = OnnxForecaster.open(base, SessionSettings.DEFAULT);
  }

  @Override
  public Forecast forecast(
      DemandHistory history, List<String> items, Instant origin, Instant from, int steps) {
    LocalDate today = origin.atZone(history.calendar().zone()).toLocalDate();
    if (tuned == null || !today.isBefore(tuned.plusDays(every))) {
      tune(today);
    }
    return serving.forecast(history, items, origin, from, steps);
  }

  private void tune(LocalDate today) {
    tuned = today;
    nights++;
    StoreHistory until =
        new StoreHistory(past.name(), past.history(), past.first(), today.minusDays(1));
    NightResult result = night.run(until, live, NightWatch.NOBODY, Checkpoints.none());
    if (result instanceof NightResult.Judged(Adapter adapter, var _, var gate)
        && gate.verdict() == Verdict.BETTER) {
      switches++;
      live = adapter;
      serving.close();
      serving = OnnxForecaster.open(adapter.applyTo(base), SessionSettings.DEFAULT);
    }
  }

  int nights() {
    return nights;
  }

  /// How often an adapter passed the gate.
  int switches() {
    return switches;
  }

  @Override
  public void close() {
    serving.close();
  }
}
