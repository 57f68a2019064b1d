package io.parcook.models.drift;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What drift gives as a reason to tune before the next scheduled night.
public sealed interface TuneReason {

  /// The model's loss has risen against that of the usual level.
  record LossRose(LossDrift drift) implements TuneReason {}

  /// Features are distributed otherwise than in the weeks before.
  ///
  /// @param shifts the features that moved, the furthest first
  record FeaturesMoved(List<FeatureShift> shifts) implements TuneReason {
    public FeaturesMoved {
      shifts = List.copyOf(shifts);
    }
  }

  /// One sentence for a record and a person.
  default String message() {
    return switch (this) {
      case LossRose(LossDrift drift) ->
          String.format(
              Locale.ROOT,
              "The forecast has become worse against the usual level: %.1f of %.1f after %d days.",
              drift.statistic(),
              LossDrift.LIMIT,
              drift.days());
      case FeaturesMoved(List<FeatureShift> shifts) ->
          "What the forecast is made from has moved since the weeks before: "
              + shifts.stream().map(FeatureShift::toString).collect(Collectors.joining(", "))
              + ".";
    };
  }
}
