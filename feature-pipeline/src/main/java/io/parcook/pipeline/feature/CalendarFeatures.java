package io.parcook.pipeline.feature;

import io.parcook.pipeline.feature.Feature.Need;
import java.util.List;

/// What the clock and the calendar say of a target interval.
final class CalendarFeatures {

  static final List<Feature.OfTarget> ALL =
      List.of(
          new Feature.OfTarget(
              new Definition(
                  "calendar.hour.sin",
                  "sin a, a = 2π · hour/24, hour at the start of the slot",
                  "-1 to 1",
                  "never missing"),
              Need.LEVELS,
              target -> sin(1, target.hour() / 24)),
          new Feature.OfTarget(
              new Definition("calendar.hour.cos", "cos a", "-1 to 1", "never missing"),
              Need.LEVELS,
              target -> cos(1, target.hour() / 24)),
          new Feature.OfTarget(
              new Definition("calendar.hour.sin2", "sin 2a", "-1 to 1", "never missing"),
              Need.LEVELS,
              target -> sin(2, target.hour() / 24)),
          new Feature.OfTarget(
              new Definition("calendar.hour.cos2", "cos 2a", "-1 to 1", "never missing"),
              Need.LEVELS,
              target -> cos(2, target.hour() / 24)),
          new Feature.OfTarget(
              new Definition(
                  "calendar.weekday.sin",
                  "sin(2π · weekday/7), Monday = 0",
                  "-1 to 1",
                  "never missing"),
              Need.LEVELS,
              target -> sin(1, target.weekday() / 7.0)),
          new Feature.OfTarget(
              new Definition(
                  "calendar.weekday.cos", "cos(2π · weekday/7)", "-1 to 1", "never missing"),
              Need.LEVELS,
              target -> cos(1, target.weekday() / 7.0)),
          new Feature.OfTarget(
              new Definition(
                  "calendar.weekend", "1 on Saturday and Sunday", "0 or 1", "never missing"),
              Need.LEVELS,
              target -> target.isWeekend() ? 1 : 0),
          new Feature.OfTarget(
              new Definition(
                  "calendar.holiday",
                  "1 on a public holiday, a Saturday or a Sunday",
                  "0 or 1",
                  "never missing"),
              Need.LEVELS,
              target -> target.isWeekend() || target.isHoliday() ? 1 : 0),
          new Feature.OfTarget(
              new Definition(
                  "horizon.hours",
                  "ln(1 + hours from the origin to the target's start); 0 if it has begun",
                  "0 and more",
                  "never missing"),
              Need.LEVELS,
              target -> (float) Math.log1p(target.hoursAhead())),
          new Feature.OfTarget(
              new Definition("interval.hours", "length of an interval", "hours", "never missing"),
              Need.LEVELS,
              target -> target.intervalHours()));

  private CalendarFeatures() {}

  private static float sin(int times, double turns) {
    return (float) Math.sin(2 * Math.PI * times * turns);
  }

  private static float cos(int times, double turns) {
    return (float) Math.cos(2 * Math.PI * times * turns);
  }
}
