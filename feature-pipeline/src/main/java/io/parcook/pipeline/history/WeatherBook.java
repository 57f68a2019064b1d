package io.parcook.pipeline.history;

import io.parcook.pipeline.event.ContextFact.Weather;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.TreeMap;

/// The weather of each local date, from words about hours or whole days, as known at any moment.
public final class WeatherBook {

  private static final long HOUR = 3_600_000;
  private static final int WORDS_PER_DAY = 192;
  private static final int DAYS_PER_WORD = 16;

  private final ZoneId zone;
  private final int capacity;
  private final TreeMap<Long, KnownSpans> days = new TreeMap<>();

  WeatherBook(ZoneId zone, int capacity) {
    this.zone = zone;
    this.capacity = capacity;
  }

  /// Mean temperature of a date in degrees Celsius, over those of its hours that were known of at
  /// `origin`; NaN if none was.
  public float temperature(long day, long origin) {
    KnownSpans spans = days.get(day);
    if (spans == null) {
      return Float.NaN;
    }
    double sum = 0;
    int hours = 0;
    long end = begin(day + 1);
    for (long moment = begin(day) + HOUR / 2; moment < end; moment += HOUR) {
      int at = spans.at(moment, origin);
      if (at >= 0) {
        sum += spans.first(at);
        hours++;
      }
    }
    return hours == 0 ? Float.NaN : (float) (sum / hours);
  }

  /// Rain of a date in millimetres, as known at `origin`; NaN if nothing was.
  public float rain(long day, long origin) {
    KnownSpans spans = days.get(day);
    if (spans == null) {
      return Float.NaN;
    }
    double sum = 0;
    int hours = 0;
    long end = begin(day + 1);
    for (long moment = begin(day) + HOUR / 2; moment < end; moment += HOUR) {
      int at = spans.at(moment, origin);
      if (at >= 0) {
        sum += spans.second(at) * HOUR / (double) spans.length(at);
        hours++;
      }
    }
    return hours == 0 ? Float.NaN : (float) sum;
  }

  void add(Instant said, Weather weather) {
    long first = LocalDate.ofInstant(weather.from(), zone).toEpochDay();
    long last = LocalDate.ofInstant(weather.until().minusNanos(1), zone).toEpochDay();
    for (long day = first; day <= Math.min(last, first + DAYS_PER_WORD); day++) {
      add(
          day,
          said.toEpochMilli(),
          weather.from().toEpochMilli(),
          weather.until().toEpochMilli(),
          (float) weather.temperature(),
          (float) weather.rain());
    }
  }

  void add(long day, float temperature, float rain) {
    add(day, KnownSpans.ALWAYS, begin(day), begin(day + 1), temperature, rain);
  }

  private void add(long day, long said, long from, long until, float temperature, float rain) {
    days.computeIfAbsent(day, _ -> new KnownSpans(WORDS_PER_DAY))
        .add(said, from, until, temperature, rain);
    if (days.size() > capacity) {
      days.pollFirstEntry();
    }
  }

  void forgetBefore(long day) {
    days.headMap(day).clear();
  }

  private long begin(long day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
