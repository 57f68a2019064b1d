package io.parcook.service.day;

import io.parcook.pipeline.event.Adjusted;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a manager told the plan, as the news of a day.
final class AdjustmentNews {

  private AdjustmentNews() {}

  static DayJson.Event of(Adjusted adjusted) {
    return switch (adjusted.terms()) {
      case Adjusted.Slider slider ->
          new DayJson.Event(
              adjusted.time(),
              "slider",
              about(slider),
              String.format(
                  Locale.ROOT,
                  "%s at %.0f %% until %s",
                  what(slider.item(), slider.station()),
                  slider.factor() * 100,
                  slider.until()));
      case Adjusted.Par par ->
          new DayJson.Event(
              adjusted.time(),
              "par",
              Map.of("item", par.item(), "portions", par.portions(), "until", par.until()),
              par.item() + " kept at " + par.portions() + " until " + par.until());
      case Adjusted.Ended() -> new DayJson.Event(adjusted.time(), "ended", Map.of(), "taken back");
    };
  }

  private static Map<String, Object> about(Adjusted.Slider slider) {
    var about = new HashMap<String, Object>();
    about.put("factor", slider.factor());
    about.put("until", slider.until());
    if (slider.item() != null) {
      about.put("item", slider.item());
    }
    if (slider.station() != null) {
      about.put("station", slider.station());
    }
    return about;
  }

  private static String what(@Nullable String item, @Nullable String station) {
    return item != null ? item : station != null ? "station " + station : "everything";
  }
}
