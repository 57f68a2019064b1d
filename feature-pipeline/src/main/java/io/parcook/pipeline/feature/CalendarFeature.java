package io.parcook.pipeline.feature;

/// What the clock and the calendar say of a target interval.
enum CalendarFeature implements Feature.OfTarget {
  HOUR_SIN("calendar.hour.sin", "sin a, a = 2π · hour/24", target -> sin(1, target.hour() / 24)),
  HOUR_COS("calendar.hour.cos", "cos a", target -> cos(1, target.hour() / 24)),
  HOUR_SIN2("calendar.hour.sin2", "sin 2a", target -> sin(2, target.hour() / 24)),
  HOUR_COS2("calendar.hour.cos2", "cos 2a", target -> cos(2, target.hour() / 24)),
  WEEKDAY_SIN(
      "calendar.weekday.sin",
      "sin(2π · weekday/7), Monday = 0",
      target -> sin(1, target.weekday() / 7.0)),
  WEEKDAY_COS(
      "calendar.weekday.cos", "cos(2π · weekday/7)", target -> cos(1, target.weekday() / 7.0)),
  WEEKEND("calendar.weekend", "1 on Saturday and Sunday", "0 or 1", target -> bit(target.isWeekend())),
  HOLIDAY(
      "calendar.holiday",
      "1 on a public holiday, a Saturday or a Sunday",
      "0 or 1",
      target -> bit(target.isWeekend() || target.isHoliday())),
  HORIZON(
      "horizon.hours",
      "ln(1 + hours from origin to the target's start)",
      "0 and more",
      target -> (float) Math.log1p(target.hoursAhead())),
  INTERVAL("interval.hours", "length of an interval", "hours", target -> target.intervalHours());

  private final Definition definition;
  private final ByTarget formula;

  CalendarFeature(String name, String formula, ByTarget value) {
    this(name, formula, "-1 to 1", value);
  }

  CalendarFeature(String name, String formula, String range, ByTarget value) {
    definition = new Definition(name, formula, range, "never missing");
    this.formula = value;
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public Need need() {
    return Need.LEVELS;
  }

  @Override
  public float of(Target target) {
    return formula.of(target);
  }

  private static float sin(int times, double turns) {
    return (float) Math.sin(2 * Math.PI * times * turns);
  }

  private static float cos(int times, double turns) {
    return (float) Math.cos(2 * Math.PI * times * turns);
  }

  private static float bit(boolean set) {
    return set ? 1 : 0;
  }
}
