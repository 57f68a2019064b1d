package io.parcook.models.forecast;

import io.parcook.pipeline.history.DemandHistory;
import java.time.Instant;
import java.util.List;

/// Forecasts demand from a history. One caller at a time; [#close] frees native memory.
public interface Forecaster extends AutoCloseable {

  /// Forecasts `steps` intervals from the one that begins at `from`, knowing only what happened
  /// before `origin`. In intervals in which the store is closed, as far as is known then, nothing
  /// is expected.
  ///
  /// @param items names; one that the history does not know has zeros
  /// @param origin any moment before the first interval's end
  /// @param from where an interval begins
  Forecast forecast(
      DemandHistory history, List<String> items, Instant origin, Instant from, int steps);

  @Override
  void close();
}
