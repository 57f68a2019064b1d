package io.parcook.pipeline.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// How a store cuts time: its zone, its interval, and which local day and slot an instant falls in.
///
/// A *day* is a local date as its epoch day. A *slot* is the position of an interval within the
/// wall-clock day, 0 to `slotsPerDay() - 1`. Intervals themselves are absolute: at a
/// daylight-saving switch a slot may have no interval (spring) or two (autumn).
public record StoreCalendar(ZoneId zone, Duration interval) {

  public StoreCalendar {
    long day = Duration.ofDays(1).toSeconds();
    long length = interval.toSeconds();
    boolean meetsTheHour = length > 0 && (3600 % length == 0 || length % 3600 == 0);
    if (!meetsTheHour || day % length != 0) {
      throw new IllegalArgumentException(
          "An interval must divide the hour or be whole hours that divide the day, such as PT15M"
              + " or PT1H; it is "
              + interval);
    }
  }

  public int slotsPerDay() {
    return (int) (Duration.ofDays(1).toSeconds() / interval.toSeconds());
  }

  /// The local date of an instant, as its epoch day.
  public long day(Instant instant) {
    return LocalDate.ofInstant(instant, zone).toEpochDay();
  }

  /// The wall-clock slot of an instant.
  public int slot(Instant instant) {
    return (int) (instant.atZone(zone).toLocalTime().toSecondOfDay() / interval.toSeconds());
  }

  /// The start of the absolute interval that holds an instant. Intervals are counted from the
  /// epoch, so they meet the wall clock in every zone whose offset is whole intervals.
  public Instant intervalStart(Instant instant) {
    long length = interval.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), length) * length);
  }

  /// The first absolute interval of a day's slot; in a spring gap, the interval just after the gap.
  public Instant start(long day, int slot) {
    return LocalDate.ofEpochDay(day)
        .atStartOfDay()
        .plusSeconds(slot * interval.toSeconds())
        .atZone(zone)
        .toInstant();
  }
}
