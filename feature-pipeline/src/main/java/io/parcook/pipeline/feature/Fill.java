package io.parcook.pipeline.feature;

import static java.util.Objects.requireNonNull;

import io.parcook.pipeline.feature.Feature.Need;
import io.parcook.pipeline.history.HistoryWindow;
import io.parcook.pipeline.history.WallClock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one fill scans, and only what its columns need: once for its origin, and once for each date
/// that its targets fall on.
final class Fill {

  private final Set<Need> needs;
  private final Origin origin;
  private final Levels levels;
  private final DaySlots day;
  private final Today today;
  private final @Nullable PresenceNow presence;
  private @Nullable WeatherNow weather;

  Fill(HistoryWindow window, Instant instant, Set<Need> needs, Levels levels, DaySlots day) {
    this.needs = needs;
    this.levels = levels;
    this.day = day;
    origin = new Origin(window, instant);
    levels.scan(origin);
    today = new Today(origin, needs.contains(Need.TODAY));
    presence = needs.contains(Need.PRESENCE) ? new PresenceNow(origin) : null;
  }

  /// Turns to the date of the target intervals `[from, to)`.
  void turnTo(long from, long to) {
    WallClock clock = origin.window().clock();
    long date = clock.day(from);
    if (needs.contains(Need.SLOTS) || needs.contains(Need.TODAY)) {
      day.scan(origin, levels, from, to);
    }
    if (needs.contains(Need.TODAY)) {
      today.scan(levels, day);
    }
    weather = needs.contains(Need.WEATHER) ? new WeatherNow(origin, date) : null;
  }

  Origin origin() {
    return origin;
  }

  Levels levels() {
    return levels;
  }

  DaySlots day() {
    return day;
  }

  Today today() {
    return today;
  }

  PresenceNow presence() {
    return requireNonNull(presence);
  }

  WeatherNow weather() {
    return requireNonNull(weather);
  }
}
