package io.parcook.pipeline.history;

import io.parcook.pipeline.event.ContextFact.OpeningHours;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// When a store said it opens, by date. The latest word about a date counts, or the latest that had
/// been said by some moment; only so many words of one date are kept.
final class OpeningBook {

  private record Word(Instant said, OpeningHours hours) {}

  private static final int WORDS_PER_DATE = 8;
  private static final ArrayDeque<Word> NONE = new ArrayDeque<>();

  private final int capacity;
  private final int slots;
  private final long length;
  private final TreeMap<Long, ArrayDeque<Word>> dates = new TreeMap<>();

  OpeningBook(WallClock clock, int capacity) {
    this.capacity = capacity;
    slots = clock.slotsPerDay();
    length = clock.length();
  }

  void add(Instant said, OpeningHours hours) {
    ArrayDeque<Word> words =
        dates.computeIfAbsent(hours.date().toEpochDay(), _ -> new ArrayDeque<>());
    ArrayDeque<Word> later = new ArrayDeque<>();
    while (!words.isEmpty() && words.getLast().said.isAfter(said)) {
      later.addFirst(words.removeLast());
    }
    words.add(new Word(said, hours));
    words.addAll(later);
    if (words.size() > WORDS_PER_DATE) {
      words.removeFirst();
    }
    if (dates.size() > capacity) {
      dates.pollFirstEntry();
    }
  }

  void forgetBefore(long day) {
    dates.headMap(day - 1).clear();
  }

  /// Marks the slots open on a day, those of a long evening before it included; false, and nothing
  /// marked, if nobody had said by `asOf` when the store opens on that day.
  boolean mark(long day, Instant asOf, long[] bits, int base) {
    OpeningHours today = hours(day, asOf);
    if (today == null) {
      return false;
    }
    OpeningHours yesterday = hours(day - 1, asOf);
    if (yesterday != null && yesterday.closes().isBefore(yesterday.opens())) {
      mark(bits, base, 0, yesterday.closes().toSecondOfDay());
    }
    int opens = today.opens().toSecondOfDay();
    int closes = today.closes().toSecondOfDay();
    if (opens != closes) {
      mark(bits, base, opens, closes < opens ? 86_400 : closes);
    }
    return true;
  }

  private void mark(long[] bits, int base, int from, int until) {
    int first = (int) (from / length);
    int end = Math.min(slots, (int) Math.ceilDiv(until, length));
    for (int slot = first; slot < end; slot++) {
      Slots.set(bits, base, slot, true);
    }
  }

  private @Nullable OpeningHours hours(long day, Instant asOf) {
    OpeningHours hours = null;
    for (Word word : dates.getOrDefault(day, NONE)) {
      if (!word.said.isAfter(asOf)) {
        hours = word.hours;
      }
    }
    return hours;
  }
}
