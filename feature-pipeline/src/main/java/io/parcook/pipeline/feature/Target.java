package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.HistoryWindow;
import io.parcook.pipeline.history.WallClock;

/// One target interval of a fill, as the columns that are the same for every item see it.
final class Target {

  private final Fill fill;
  private long interval;
  private long date;
  private int slot;
  private int weekday;
  private boolean holiday;

  Target(Fill fill) {
    this.fill = fill;
    date = Long.MIN_VALUE;
  }

  void turnTo(long target) {
    WallClock clock = window().clock();
    interval = target;
    slot = clock.slot(target);
    long day = clock.day(target);
    if (day != date) {
      date = day;
      weekday = Math.floorMod(day + 3, 7);
      holiday = window().isHoliday(day);
    }
  }

  private HistoryWindow window() {
    return fill.origin().window();
  }

  int slot() {
    return slot;
  }

  long date() {
    return date;
  }

  long startMillis() {
    return interval * window().clock().length() * 1000;
  }

  /// Hour of the day at which the slot begins.
  double hour() {
    return slot * window().clock().length() / 3600.0;
  }

  /// Days since Monday.
  int weekday() {
    return weekday;
  }

  boolean isWeekend() {
    return weekday >= 5;
  }

  boolean isHoliday() {
    return holiday;
  }

  /// Hours from the origin to the target's start; 0 if it has begun.
  double hoursAhead() {
    return Math.max(0, (startMillis() - fill.origin().millis()) / 3_600_000.0);
  }

  float intervalHours() {
    return window().clock().length() / 3600f;
  }

  float elapsed() {
    return fill.today().elapsed();
  }

  /// The store's last week over its last four.
  float trend() {
    return Scale.logRatio(fill.levels().sumWeek(), fill.levels().sum(), 1.5);
  }

  /// `L(Σ sy + w Σ m, Σ su + w Σ m, limit)`.
  float pace(Pace store, double weight, double limit) {
    double steady = weight * fill.levels().sum();
    return Scale.logRatio(store.sold() + steady, store.usual() + steady, limit);
  }

  DaySlots day() {
    return fill.day();
  }

  Today today() {
    return fill.today();
  }

  PresenceNow presence() {
    return fill.presence();
  }

  WeatherNow weather() {
    return fill.weather();
  }
}
