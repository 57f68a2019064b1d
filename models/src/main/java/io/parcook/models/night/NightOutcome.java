package io.parcook.models.night;

import java.nio.file.Path;
import java.util.Optional;

/// What came of a night, as its service records it. Whatever it is, the live model is as it was.
public sealed interface NightOutcome {

  /// There is an adapter that passed the gate.
  ///
  /// @param adapter its file
  record Tuned(Path adapter, NightFigures figures, GateReport gate) implements NightOutcome {}

  /// Nothing was found that is better with evidence.
  ///
  /// @param reason a sentence for a record and a person
  /// @param figures of the candidate, if there was one
  /// @param gate what it found of the candidate, if there was one
  record NotBetter(String reason, Optional<NightFigures> figures, Optional<GateReport> gate)
      implements NightOutcome {}

  /// The night broke.
  ///
  /// @param reason a sentence for a record and a person, with the last words of the child
  record Failed(NightFailure failure, String reason) implements NightOutcome {}

  /// Somebody asked it to stop.
  record Cancelled() implements NightOutcome {}
}
