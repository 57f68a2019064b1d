package io.parcook.models.evaluate;

import io.parcook.pipeline.history.StoreCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Rolling origins over consecutive local dates.
public final class Rounds {

  private Rounds() {}

  /// For each date one round, with its origin at midnight and the intervals of some hours as its
  /// target.
  ///
  /// @param fromHour first hour of the target, 0 to 23
  /// @param toHour the hour that ends it, exclusive, to 24
  public static List<Round> dayAhead(
      StoreCalendar calendar, LocalDate first, int days, int fromHour, int toHour) {
    var rounds = new ArrayList<Round>();
    for (int i = 0; i < days; i++) {
      LocalDate date = first.plusDays(i);
      Instant from = at(calendar, date, fromHour);
      int steps =
          (int) Duration.between(from, at(calendar, date, toHour)).dividedBy(calendar.interval());
      rounds.add(new Round(at(calendar, date, 0), from, steps));
    }
    return List.copyOf(rounds);
  }

  /// For each date a round at the start of each hour from `fromHour` until `toHour` (exclusive),
  /// asking for the next `steps` intervals.
  public static List<Round> hourly(
      StoreCalendar calendar, LocalDate first, int days, int fromHour, int toHour, int steps) {
    var rounds = new ArrayList<Round>();
    for (int i = 0; i < days; i++) {
      for (int hour = fromHour; hour < toHour; hour++) {
        Instant origin = at(calendar, first.plusDays(i), hour);
        rounds.add(new Round(origin, calendar.intervalStart(origin), steps));
      }
    }
    return List.copyOf(rounds);
  }

  /// The instant of an hour on a date's wall clock; `24` is the next midnight.
  private static Instant at(StoreCalendar calendar, LocalDate date, int hour) {
    LocalDate day = hour == 24 ? date.plusDays(1) : date;
    return day.atTime(hour % 24, 0).atZone(calendar.zone()).toInstant();
  }
}
