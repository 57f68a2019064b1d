package io.parcook.models.forecast;

import io.parcook.pipeline.history.DemandHistory;
import java.time.Instant;
import java.util.List;

/// Forecasts demand from a history. One caller at a time; [#close] frees native memory.
public interface Forecaster extends AutoCloseable {

  /// Forecasts `steps` intervals from the one that begins at `from`, knowing only what happened
  /// before `origin`.
  ///
  /// @param origin not after `from` plus one interval
  Forecast forecast(
      DemandHistory history, List<String> items, Instant origin, Instant from, int steps);

  @Override
  void close();
}
