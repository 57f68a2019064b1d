package io.parcook.service.display;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.plan.menu.Menu;
import io.parcook.service.display.PlanResource.AdjustmentBody;
import io.parcook.service.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads what a manager says to the plan, and refuses what could never hold.
final class AdjustmentTerms {

  /// Longer than this belongs into the menu; a restart reads no further back either.
  private static final Duration LONGEST = Duration.ofHours(36);

  private AdjustmentTerms() {}

  /// @throws ProblemException where it could never hold
  static Adjusted.Terms of(AdjustmentBody said, Instant now, @Nullable Menu menu) {
    Instant from = said.from() == null ? now : said.from();
    Instant until = said.until();
    if (until == null || !until.isAfter(from) || !until.isAfter(now)) {
      throw Query.bad("until must be an instant after from and after now; it is " + until + ".");
    }
    if (until.isAfter(now.plus(LONGEST))) {
      throw Query.bad(
          "until must be within 36 hours; it is "
              + until
              + ". What holds for longer belongs into the menu.");
    }
    String item = said.item();
    String station = said.station();
    if (menu != null && item != null && !menu.items().containsKey(item)) {
      throw Query.bad("item must be one of the menu's; it is '" + item + "'.");
    }
    if (menu != null
        && station != null
        && menu.items().values().stream().noneMatch(one -> one.station().equals(station))) {
      throw Query.bad("station must be one of the menu's; it is '" + station + "'.");
    }
    return switch (said.kind() == null ? "" : said.kind()) {
      case "slider" -> {
        Double factor = said.factor();
        if (factor == null || !(factor >= 0.25 && factor <= 4)) {
          throw Query.bad("factor must be from 0.25 to 4; it is " + factor + ".");
        }
        yield new Adjusted.Slider(factor, station, item, from, until);
      }
      case "par" -> {
        Integer portions = said.portions();
        if (item == null || portions == null || portions < 0 || portions > 10_000) {
          throw Query.bad("A par level needs an item and portions from 0 to 10000.");
        }
        yield new Adjusted.Par(item, portions, from, until);
      }
      default -> throw Query.bad("kind must be slider or par; it is '" + said.kind() + "'.");
    };
  }
}
