package io.parcook.tuning.tune;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.night.GateReport;
import io.parcook.models.night.NightFigures;

/// What came of a night.
public sealed interface NightResult {

  /// There is a candidate; the gate says what it is worth.
  ///
  /// @param adapter the candidate
  record Judged(Adapter adapter, NightFigures figures, GateReport gate) implements NightResult {}

  /// Nothing was learned, and nothing went wrong.
  ///
  /// @param reason a sentence for a record and a person
  record Nothing(String reason) implements NightResult {}

  /// Somebody asked it to stop.
  record Cancelled() implements NightResult {}
}
