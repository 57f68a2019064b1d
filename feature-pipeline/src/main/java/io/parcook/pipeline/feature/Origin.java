package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.DayShape;
import io.parcook.pipeline.history.HistoryWindow;
import io.parcook.pipeline.history.Slots;
import java.time.Instant;
import java.util.Arrays;

/// The moment a forecast is made at: what of the origin's own day is over, and which slots are
/// open.
final class Origin {

  private final HistoryWindow window;
  private final Instant instant;
  private final long today;
  private final int ended;
  private final int words;
  private final long[] learned;
  private final long[] mask;

  Origin(HistoryWindow window, Instant instant) {
    this.window = window;
    this.instant = instant;
    today = window.clock().day(window.clock().interval(instant));
    ended = window.clock().endedSlots(today, instant);
    words = Slots.words(window.clock().slotsPerDay());
    learned = new long[words];
    mask = new long[words];
    window.addLearned(today, learned);
  }

  HistoryWindow window() {
    return window;
  }

  Instant instant() {
    return instant;
  }

  long millis() {
    return instant.toEpochMilli();
  }

  /// The local date of the origin.
  long today() {
    return today;
  }

  /// How many slots of today, from its first, are over.
  int ended() {
    return ended;
  }

  int words() {
    return words;
  }

  /// Slots in which the store sold anything on the 28 days before today.
  long[] learned() {
    return learned;
  }

  /// How many slots of today may be used of an item.
  int usable(int item) {
    return window.usableSlots(item, today, ended);
  }

  /// The slots open on a day, without those that clocks skip; overwritten by the next call.
  long[] open(long day) {
    Arrays.fill(mask, 0);
    window.addOpen(day, instant, learned, mask);
    DayShape shape = window.clock().shape(day);
    for (int slot = 0; shape != null && slot < window.clock().slotsPerDay(); slot++) {
      if (shape.isGap(slot)) {
        mask[slot >>> 6] &= ~(1L << slot);
      }
    }
    return mask;
  }
}
