package io.parcook.service.learning;

import io.parcook.sync.rollout.RushHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// When nights begin by themselves: each day at one time of the store's wall clock, or at the end
/// of the rush that it falls into.
///
/// @param at where a day has no such time, because the clocks are put forward, the same span later
public record NightSchedule(LocalTime at, ZoneId zone, RushHours rush) {

  /// The first beginning after a moment.
  public Instant after(Instant now) {
    ZonedDateTime day = now.atZone(zone).minusDays(1);
    Instant next = begin(day);
    while (!next.isAfter(now)) {
      day = day.plusDays(1);
      next = begin(day);
    }
    return next;
  }

  private Instant begin(ZonedDateTime day) {
    return rush.quietFrom(day.toLocalDate().atTime(at).atZone(zone).toInstant());
  }
}
