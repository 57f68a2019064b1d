package io.parcook.pipeline.history;

import org.jspecify.annotations.Nullable;

/// A day on which clocks change: some of its slots never happen (spring) or happen twice (autumn).
public final class DayShape {

  private static final long NEVER = Long.MIN_VALUE;

  private final long[] first;
  private final long[] second;
  private final int[] twice;

  private DayShape(long[] first, long[] second, int[] twice) {
    this.first = first;
    this.second = second;
    this.twice = twice;
  }

  /// True where no interval of the day falls in the slot.
  public boolean isGap(int slot) {
    return first[slot] == NEVER;
  }

  /// True where two intervals of the day fall in the slot.
  public boolean isTwice(int slot) {
    return second[slot] != NEVER;
  }

  /// True if the interval is the second one of its slot.
  boolean isSecond(int slot, long interval) {
    return second[slot] == interval;
  }

  /// The place of a slot that happens twice among all such slots of the day.
  int twicePlace(int slot) {
    return twice[slot];
  }

  int endedSlots(long ended) {
    int slot = 0;
    while (slot < first.length && Math.max(first[slot], second[slot]) < ended) {
      slot++;
    }
    return slot;
  }

  /// The shape of a day; null if each slot has exactly one interval.
  static @Nullable DayShape of(WallClock clock, long day) {
    int slots = clock.slotsPerDay();
    long[] first = new long[slots];
    long[] second = new long[slots];
    java.util.Arrays.fill(first, NEVER);
    java.util.Arrays.fill(second, NEVER);
    int[] twice = new int[slots];
    int doubled = 0;
    int found = 0;
    long about = Math.floorDiv(day * 86_400, clock.length());
    for (long interval = about - slots; interval < about + 2L * slots; interval++) {
      if (clock.day(interval) != day) {
        continue;
      }
      found++;
      int slot = clock.slot(interval);
      if (first[slot] == NEVER) {
        first[slot] = interval;
      } else if (doubled < clock.twiceAtMost()) {
        second[slot] = interval;
        twice[slot] = doubled++;
      }
    }
    return found == slots && doubled == 0 ? null : new DayShape(first, second, twice);
  }
}
