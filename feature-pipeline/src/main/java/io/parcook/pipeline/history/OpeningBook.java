package io.parcook.pipeline.history;

import io.parcook.pipeline.event.ContextFact.OpeningHours;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// When a store said it opens, by date. The latest word about a date counts.
final class OpeningBook {

  private record Word(Instant said, OpeningHours hours) {}

  private final int capacity;
  private final int slots;
  private final long length;
  private final TreeMap<Long, Word> dates = new TreeMap<>();

  OpeningBook(WallClock clock, int capacity) {
    this.capacity = capacity;
    slots = clock.slotsPerDay();
    length = clock.length();
  }

  void add(Instant said, OpeningHours hours) {
    dates.merge(
        hours.date().toEpochDay(),
        new Word(said, hours),
        (old, word) -> word.said.isBefore(old.said) ? old : word);
    if (dates.size() > capacity) {
      dates.pollFirstEntry();
    }
  }

  void forgetBefore(long day) {
    dates.headMap(day - 1).clear();
  }

  /// Marks the slots open on a day, those of a long evening before it included; false, and nothing
  /// marked, if nobody said when the store opens on that day.
  boolean mark(long day, long[] bits, int base) {
    OpeningHours today = hours(day);
    if (today == null) {
      return false;
    }
    OpeningHours yesterday = hours(day - 1);
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

  private @Nullable OpeningHours hours(long day) {
    Word word = dates.get(day);
    return word == null ? null : word.hours;
  }
}
