package io.parcook.pipeline.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// Reads the times that the schemas' patterns allow (RFC 3339 section 5.6, with `T` and `Z` in
/// capitals, no leap second, at most nine digits of a second), straight from characters.
final class Rfc3339 {

  private static final int DATE = 10;
  private static final int SECONDS = 19;
  private static final int FURTHEST_OFFSET = 14; // hours: Kiribati

  private Rfc3339() {}

  /// @return the instant to the millisecond, or null where the text is not one
  static @Nullable Instant instant(char[] t, int from, int length) {
    int end = from + length;
    long day = day(t, from, length);
    if (day == Long.MIN_VALUE || length < SECONDS + 1) {
      return null;
    }
    int hour = two(t, from + 11);
    int minute = two(t, from + 14);
    int second = two(t, from + 17);
    boolean punctuated = t[from + DATE] == 'T' && t[from + 13] == ':' && t[from + 16] == ':';
    if (!punctuated || !isTimeOfDay(hour, minute) || second < 0 || second > 59) {
      return null;
    }
    int at = from + SECONDS;
    int milli = 0;
    if (t[at] == '.') {
      int digits = 0;
      for (at++; at < end && isDigit(t[at]); at++) {
        milli = digits < 3 ? milli * 10 + t[at] - '0' : milli;
        digits++;
      }
      if (digits == 0 || digits > 9) {
        return null;
      }
      for (; digits < 3; digits++) {
        milli *= 10;
      }
    }
    int offset = offset(t, at, end);
    if (offset == Integer.MIN_VALUE) {
      return null;
    }
    long seconds = day * 86_400 + hour * 3_600L + minute * 60L + second - offset;
    return Instant.ofEpochSecond(seconds, milli * 1_000_000L);
  }

  static @Nullable LocalDate date(char[] t, int from, int length) {
    long day = length == DATE ? day(t, from, length) : Long.MIN_VALUE;
    return day == Long.MIN_VALUE ? null : LocalDate.ofEpochDay(day);
  }

  static @Nullable LocalTime time(char[] t, int from, int length) {
    if (length != 5 || t[from + 2] != ':') {
      return null;
    }
    int hour = two(t, from);
    int minute = two(t, from + 3);
    return isTimeOfDay(hour, minute) ? LocalTime.of(hour, minute) : null;
  }

  private static long day(char[] t, int from, int length) {
    if (length < DATE || t[from + 4] != '-' || t[from + 7] != '-') {
      return Long.MIN_VALUE;
    }
    int century = two(t, from);
    int year = century * 100 + two(t, from + 2);
    int month = two(t, from + 5);
    int day = two(t, from + 8);
    if (century < 0 || two(t, from + 2) < 0 || month < 1 || month > 12 || day < 1) {
      return Long.MIN_VALUE;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return Long.MIN_VALUE;
    }
    return LocalDate.of(year, month, day).toEpochDay();
  }

  private static int offset(char[] t, int at, int end) {
    if (end - at == 1 && t[at] == 'Z') {
      return 0;
    }
    if (end - at != 6 || (t[at] != '+' && t[at] != '-') || t[at + 3] != ':') {
      return Integer.MIN_VALUE;
    }
    int hour = two(t, at + 1);
    int minute = two(t, at + 4);
    if (!isTimeOfDay(hour, minute) || hour > FURTHEST_OFFSET) {
      return Integer.MIN_VALUE;
    }
    int seconds = hour * 3_600 + minute * 60;
    return t[at] == '-' ? -seconds : seconds;
  }

  private static boolean isTimeOfDay(int hour, int minute) {
    return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59;
  }

  private static int two(char[] t, int at) {
    return isDigit(t[at]) && isDigit(t[at + 1]) ? (t[at] - '0') * 10 + t[at + 1] - '0' : -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
