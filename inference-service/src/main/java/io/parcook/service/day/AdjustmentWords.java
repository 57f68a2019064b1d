package io.parcook.service.day;

import io.parcook.pipeline.event.Adjusted;
import java.util.Locale;

/// What a manager told the plan, in words.
final class AdjustmentWords {

  private AdjustmentWords() {}

  static String of(Adjusted.Terms terms) {
    return switch (terms) {
      case Adjusted.Slider slider -> {
        String what =
            slider.item() != null
                ? slider.item()
                : slider.station() != null ? "station " + slider.station() : "everything";
        yield String.format(
            Locale.ROOT, "%s at %.0f %% until %s", what, slider.factor() * 100, slider.until());
      }
      case Adjusted.Par par -> par.item() + " kept at " + par.portions() + " until " + par.until();
      case Adjusted.Ended() -> "taken back";
    };
  }
}
