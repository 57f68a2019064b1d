package io.parcook.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Lengths and points of time as one types them.
final class Spans {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhdw])");

  private Spans() {}

  /// `90s`, `10m`, `12h`, `7d`, `4w`, or ISO 8601 such as `PT1H30M`.
  static final class Length implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Matcher parts = SHORT.matcher(text);
      if (parts.matches()) {
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          case "d" -> Duration.ofDays(number);
          default -> Duration.ofDays(7 * number);
        };
      }
      try {
        return Duration.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a length of time such as 90s, 10m, 12h, 7d, 4w or PT1H30M");
      }
    }
  }

  /// A date, meaning its first instant in the zone, or an ISO 8601 instant.
  ///
  /// @throws IllegalArgumentException if it is neither
  static Instant point(String text, ZoneId zone) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a date such as 2026-03-01 or an instant such as"
              + " 2026-03-01T11:30:00Z",
          e);
    }
  }
}
