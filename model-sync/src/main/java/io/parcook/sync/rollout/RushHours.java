package io.parcook.sync.rollout;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/// The hours of the week in which nothing new goes live, on the store's wall clock.
public final class RushHours {

  private static final int DAY = 24 * 60;
  private static final int WEEK = 7 * DAY;

  /// One stretch of hours. One that ends before it begins goes on past midnight.
  ///
  /// @param days on which it begins
  /// @param from first minute in it
  /// @param to first minute after it; midnight is the end of the day
  public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    public Window {
      days = Set.copyOf(days);
      if (from.equals(to)) {
        throw new IllegalArgumentException("a rush from %s to %s never ends".formatted(from, to));
      }
    }

    /// The same on each day.
    public static Window daily(LocalTime from, LocalTime to) {
      return new Window(Set.of(DayOfWeek.values()), from, to);
    }
  }

  private final ZoneId zone;
  private final BitSet minutes = new BitSet(WEEK);

  /// @throws IllegalArgumentException if no minute of the week is left
  public RushHours(ZoneId zone, List<Window> windows) {
    this.zone = zone;
    for (Window window : windows) {
      int from = window.from().toSecondOfDay() / 60;
      int length = Math.floorMod(window.to().toSecondOfDay() / 60 - from - 1, DAY) + 1;
      for (DayOfWeek day : window.days()) {
        for (int minute = 0; minute < length; minute++) {
          minutes.set(((day.getValue() - 1) * DAY + from + minute) % WEEK);
        }
      }
    }
    if (minutes.cardinality() == WEEK) {
      throw new IllegalArgumentException("rush hours that never end: nothing could ever go live");
    }
  }

  /// No rush at all.
  public static RushHours none() {
    return new RushHours(ZoneId.of("UTC"), List.of());
  }

  /// Whether it is rush hour.
  public boolean contains(Instant time) {
    return minutes.get(minuteOfWeek(time.atZone(zone)));
  }

  /// The first minute from now on that is none; now, if it is none. On a day when the clocks change
  /// it is found on the clock as it will be.
  public Instant quietFrom(Instant time) {
    Instant quiet = time;
    while (contains(quiet)) {
      quiet = quiet.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    }
    return quiet;
  }

  private static int minuteOfWeek(ZonedDateTime time) {
    return (time.getDayOfWeek().getValue() - 1) * DAY + time.getHour() * 60 + time.getMinute();
  }
}
