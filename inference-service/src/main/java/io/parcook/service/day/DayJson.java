package io.parcook.service.day;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A day of the store, as far as it has gone.
///
/// @param now by the store's clock
/// @param intervals of the whole day, in order
/// @param items those that were sold, forecast or cooked, in order of their names
/// @param bookSince when on this day the kitchen's book begins; waste and stock-outs are counted
///     from then on; null where nobody kept one
/// @param stockOuts orders that found less on hand than they took
/// @param events what a manager wants to know of, in order of time
public record DayJson(
    LocalDate date,
    ZoneId zone,
    Duration interval,
    Instant now,
    List<Interval> intervals,
    List<Item> items,
    Accuracy accuracy,
    @Nullable Instant bookSince,
    Waste waste,
    long stockOuts,
    List<Event> events) {

  /// One interval, all items together.
  ///
  /// @param sold portions, voids taken off; null where it has not begun
  /// @param forecast as it was made an hour before; of an interval to come, as it is now; null
  ///     where nobody made one
  /// @param usual what the same slot usually sells, as it was known then
  public record Interval(
      Instant start, @Nullable Long sold, @Nullable Band forecast, @Nullable Double usual) {}

  /// @param low the 10 % quantile
  /// @param likely the mean
  /// @param high the 90 % quantile
  public record Band(double low, double likely, double high) {}

  /// One item so far.
  ///
  /// @param forecast portions of the intervals that have ended and have a forecast, as made an hour
  ///     before each; null where none was made
  /// @param usual the same of the usual level
  /// @param compared portions sold in the same intervals; null where none has a forecast
  /// @param wasted portions thrown away or expired
  /// @param stockOuts orders that found less on hand than they took
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Item(
      String item,
      long sold,
      @Nullable Double forecast,
      @Nullable Double usual,
      @Nullable Long compared,
      long cooked,
      long wasted,
      long stockOuts,
      long soldOutMinutes) {}

  /// The share of what was sold that was forecast wrongly: of the forecast an hour ahead, and of
  /// the usual level; null where nothing is known.
  ///
  /// @param days over which it is taken, this one included
  public record Accuracy(@Nullable Double wape, @Nullable Double usualWape, int days) {}

  /// @param cost in the menu's currency
  public record Waste(long portions, double cost) {}

  /// @param kind `night`, `rollback`, `promotion`, `sold-out`, `slider`, `par`, `ended`
  /// @param about what a screen puts into its own words: `item`, `station`, `factor`, `portions`,
  ///     `until`, `result`, as the kind has them
  /// @param words in English
  public record Event(Instant at, String kind, Map<String, Object> about, String words) {

    public Event {
      about = Map.copyOf(about);
    }
  }
}
