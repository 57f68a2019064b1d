package io.parcook.sync.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What model traffic may take from the store's line.
///
/// @param zone of the store, in which the windows are read
/// @param bytesPerHour in any hour of the clock
/// @param windows of the day with a rule of their own; they do not overlap
public record BudgetPlan(ZoneId zone, long bytesPerHour, List<Window> windows) {

  public static final int MOST_WINDOWS = 24;

  public static final BudgetPlan UNLIMITED =
      new BudgetPlan(ZoneId.of("UTC"), Long.MAX_VALUE, List.of());

  /// From one time of the day to another, over midnight if it is earlier.
  ///
  /// @param bytes in the whole window, each day; 0 closes it, as one does for the rush
  public record Window(LocalTime from, LocalTime until, long bytes) {
    public Window {
      if (from.equals(until) || bytes < 0) {
        throw new IllegalArgumentException(
            "A window has a beginning, another end, and 0 or more bytes: " + from + "-" + until);
      }
    }

    boolean contains(LocalTime time) {
      boolean after = !time.isBefore(from);
      boolean before = time.isBefore(until);
      return from.isBefore(until) ? after && before : after || before;
    }
  }

  public BudgetPlan {
    windows = List.copyOf(windows);
    if (bytesPerHour <= 0 || windows.size() > MOST_WINDOWS) {
      throw new IllegalArgumentException(
          "A plan has some bytes an hour and at most " + MOST_WINDOWS + " windows");
    }
    for (Window window : windows) {
      if (windows.stream().filter(other -> other.contains(window.from())).count() > 1) {
        throw new IllegalArgumentException("Two windows contain " + window.from());
      }
    }
  }

  /// When the window began that holds this moment, if one does.
  Optional<Instant> windowAt(Instant now) {
    ZonedDateTime here = now.atZone(zone);
    LocalTime time = here.toLocalTime();
    return windows.stream()
        .filter(window -> window.contains(time))
        .findFirst()
        .map(
            window -> {
              LocalDate day = here.toLocalDate();
              boolean today = !time.isBefore(window.from());
              return edge(today ? day : day.minusDays(1), window.from());
            });
  }

  /// The window that begins at this instant, if one does.
  Optional<Window> windowFrom(Instant began) {
    LocalTime time = began.atZone(zone).toLocalTime();
    return began.equals(Instant.EPOCH)
        ? Optional.empty()
        : windows.stream().filter(window -> window.contains(time)).findFirst();
  }

  /// The next beginning or end of a window after this moment; a day later if there are none.
  Instant nextEdge(Instant now) {
    LocalDate day = now.atZone(zone).toLocalDate();
    return windows.stream()
        .flatMap(window -> Stream.of(window.from(), window.until()))
        .flatMap(time -> Stream.of(edge(day, time), edge(day.plusDays(1), time)))
        .filter(edge -> edge.isAfter(now))
        .min(Instant::compareTo)
        .orElse(now.atZone(zone).plusDays(1).toInstant());
  }

  private Instant edge(LocalDate day, LocalTime time) {
    return ZonedDateTime.of(day, time, zone).toInstant();
  }
}
