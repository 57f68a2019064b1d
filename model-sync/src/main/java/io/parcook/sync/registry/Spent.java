package io.parcook.sync.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What of a [BudgetPlan] is spent.
///
/// @param hour the hour of the clock that `inHour` counts in
/// @param inHour bytes in it
/// @param window when the window began that `inWindow` counts in; the epoch if there is none
/// @param inWindow bytes in it
public record Spent(Instant hour, long inHour, Instant window, long inWindow) {

  public static final Spent NOTHING = new Spent(Instant.EPOCH, 0, Instant.EPOCH, 0);

  public Spent {
    inHour = Math.max(0, inHour);
    inWindow = Math.max(0, inWindow);
  }

  /// What of this still counts at a later moment.
  Spent at(BudgetPlan plan, Instant now) {
    Instant nowHour = now.truncatedTo(ChronoUnit.HOURS);
    Instant nowWindow = plan.windowAt(now).orElse(Instant.EPOCH);
    return new Spent(
        nowHour,
        nowHour.equals(hour) ? inHour : 0,
        nowWindow,
        nowWindow.equals(window) ? inWindow : 0);
  }

  Spent plus(long bytes) {
    return new Spent(hour, inHour + bytes, window, inWindow + bytes);
  }
}
