package io.parcook.service.learning;

import io.parcook.models.evaluate.DailyLosses;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.sync.rollout.ScoredSpan;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// A version beside another on what really sells: what both lost on the same rows, by local day and
/// by hour. Only the newest spans are kept.
///
/// @param pair who is beside whom
/// @param days by days since 1970-01-01, by the store's wall clock
/// @param hours by hours since 1970-01-01T00:00Z
record Contest(Pair pair, NavigableMap<Long, Losses> days, NavigableMap<Long, Losses> hours) {

  static final int MOST_DAYS = 60;
  static final int MOST_HOURS = 48;
  private static final int HOUR = 3600;

  /// @param version its number in the catalog
  /// @param against the other's number, or [#USUAL]
  record Pair(int version, int against) {

    /// The usual level, which is no version.
    static final int USUAL = 0;
  }

  Contest {
    days = new TreeMap<>(days);
    hours = new TreeMap<>(hours);
  }

  Contest(Pair pair) {
    this(pair, new TreeMap<>(), new TreeMap<>());
  }

  /// Adds what both lost on an interval's rows.
  void add(Instant start, long day, Losses losses) {
    if (losses.rows() > 0) {
      add(days, day, losses, MOST_DAYS);
      add(hours, Math.floorDiv(start.getEpochSecond(), HOUR), losses, MOST_HOURS);
    }
  }

  private static void add(NavigableMap<Long, Losses> spans, long span, Losses more, int most) {
    spans.merge(span, more, Losses::plus);
    while (spans.size() > most) {
      spans.pollFirstEntry();
    }
  }

  /// The version's losses on whole days.
  DailyLosses mine(long today) {
    return losses(today, Losses::mine);
  }

  /// The other's.
  DailyLosses theirs(long today) {
    return losses(today, Losses::theirs);
  }

  private DailyLosses losses(long today, ToDoubleFunction<Losses> whose) {
    Map<Long, DailyLosses.Day> whole = new TreeMap<>();
    days.headMap(today)
        .forEach(
            (day, both) ->
                whole.put(
                    day, new DailyLosses.Day(whose.applyAsDouble(both), both.sold(), both.rows())));
    return DailyLosses.of(whole);
  }

  /// Whole days, for the roll-back.
  List<ScoredSpan> scoredDays(StoreCalendar calendar, long today) {
    return days.headMap(today).entrySet().stream()
        .map(day -> span(calendar.start(day.getKey(), 0), day.getValue()))
        .toList();
  }

  /// Whole hours, for the roll-back.
  List<ScoredSpan> scoredHours(Instant now) {
    return hours.headMap(Math.floorDiv(now.getEpochSecond(), HOUR)).entrySet().stream()
        .map(hour -> span(Instant.ofEpochSecond(hour.getKey() * HOUR), hour.getValue()))
        .toList();
  }

  private static ScoredSpan span(Instant start, Losses both) {
    return new ScoredSpan(start, both.mine(), both.theirs());
  }

  /// WQL of the version over all days kept; NaN where nothing was sold.
  double wql() {
    return wql(days.values(), Losses::mine);
  }

  /// WQL of the other.
  double wqlOfOther() {
    return wql(days.values(), Losses::theirs);
  }

  private static double wql(Collection<Losses> days, ToDoubleFunction<Losses> whose) {
    double sold = days.stream().mapToDouble(Losses::sold).sum();
    return sold > 0 ? 2 * days.stream().mapToDouble(whose).sum() / sold : Double.NaN;
  }
}
