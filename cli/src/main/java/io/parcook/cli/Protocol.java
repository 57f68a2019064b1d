package io.parcook.cli;

import io.parcook.models.evaluate.Round;
import io.parcook.models.evaluate.Rounds;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// From which moments a backtest forecasts what.
enum Protocol {
  /// From each midnight, the hours of the day.
  DAY_AHEAD("day-ahead"),
  /// From each full hour, the intervals that follow.
  INTRADAY("intraday");

  private final String words;

  Protocol(String words) {
    this.words = words;
  }

  /// @param hours of the day that are forecast, or forecast from
  /// @param ahead how many hours an intraday forecast looks
  List<Round> rounds(StoreCalendar calendar, LocalDate first, int days, Hours hours, int ahead) {
    return switch (this) {
      case DAY_AHEAD -> Rounds.dayAhead(calendar, first, days, hours.from(), hours.until());
      case INTRADAY ->
          Rounds.hourly(
              calendar,
              first,
              days,
              hours.from(),
              hours.until(),
              (int) Duration.ofHours(ahead).dividedBy(calendar.interval()));
    };
  }

  @Override
  public String toString() {
    return words;
  }

  /// Reads a protocol as it is written on the command line.
  static final class Reader implements ITypeConverter<Protocol> {
    @Override
    public Protocol convert(String text) {
      for (Protocol protocol : values()) {
        if (protocol.words.equals(text)) {
          return protocol;
        }
      }
      throw new TypeConversionException("is day-ahead or intraday; it is '" + text + "'");
    }
  }

  /// Hours of the day.
  ///
  /// @param until the hour that ends them, exclusive, to 24
  record Hours(int from, int until) {

    /// Reads hours such as `6-22`.
    static final class Reader implements ITypeConverter<Hours> {
      @Override
      public Hours convert(String text) {
        String[] ends = text.split("-", 2);
        try {
          Hours hours = new Hours(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
          if (hours.from >= 0 && hours.from < hours.until && hours.until <= 24) {
            return hours;
          }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
          // told below
        }
        throw new TypeConversionException(
            "is two hours of a day such as 6-22; it is '" + text + "'");
      }
    }
  }
}
