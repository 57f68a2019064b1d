package io.parcook.pipeline.history;

import io.parcook.pipeline.event.ContextFact.OpeningHours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// When a store said it opens, by date. Of several words about a date the latest counts, from the
/// first slot that begins after it was said: what is over stays as it was said before. Only so many
/// words of one date are kept.
final class OpeningBook {

  private static final int WORDS_PER_DATE = 8;
  private static final int DAY = 86_400;

  /// Hours, and the first instant they can speak of.
  private record Word(Instant said, OpeningHours hours) {

    boolean opens(int from, int until) {
      int opens = hours.opens().toSecondOfDay();
      int closes = hours.closes().toSecondOfDay();
      return opens != closes && opens < until && from < (closes < opens ? DAY : closes);
    }

    /// True if they reach past midnight into these seconds of the next date.
    boolean reaches(int from) {
      return hours.closes().isBefore(hours.opens()) && from < hours.closes().toSecondOfDay();
    }
  }

  private final WallClock clock;
  private final int capacity;
  private final TreeMap<Long, List<Word>> dates = new TreeMap<>();

  OpeningBook(WallClock clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  void add(Instant said, OpeningHours hours) {
    List<Word> words = dates.computeIfAbsent(hours.date().toEpochDay(), _ -> new ArrayList<>());
    int at = words.size();
    while (at > 0 && words.get(at - 1).said.isAfter(said)) {
      at--;
    }
    words.add(at, new Word(said, hours));
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

  /// Marks the slots of a day that somebody had spoken of, in `spoken`, and those of them that are
  /// open, in `open`, by what had been said at `asOf`.
  void mark(long day, Instant asOf, long[] spoken, long[] open, int base) {
    if (dates.isEmpty() || !dates.containsKey(day)) {
      return;
    }
    int length = (int) clock.length();
    for (int slot = 0; slot < clock.slotsPerDay(); slot++) {
      Word word = word(day, day, slot, asOf);
      if (word != null) {
        Word before = word(day - 1, day, slot, asOf);
        boolean isOpen =
            word.opens(slot * length, (slot + 1) * length)
                || (before != null && before.reaches(slot * length));
        Slots.set(spoken, base, slot, true);
        Slots.set(open, base, slot, isOpen);
      }
    }
  }

  /// The latest word about `date` that had been said when a slot of `day` began, and by `asOf`.
  private @Nullable Word word(long date, long day, int slot, Instant asOf) {
    Word latest = null;
    for (Word word : dates.getOrDefault(date, List.of())) {
      if (!word.said.isAfter(asOf) && firstSlot(word.said, day) <= slot) {
        latest = word;
      }
    }
    return latest;
  }

  /// The first slot of a day that begins no earlier than an instant.
  private int firstSlot(Instant said, long day) {
    long interval = clock.interval(said);
    long date = clock.day(interval);
    if (date != day) {
      return date < day ? 0 : clock.slotsPerDay();
    }
    return clock.slot(interval) + (clock.start(interval).equals(said) ? 0 : 1);
  }
}
