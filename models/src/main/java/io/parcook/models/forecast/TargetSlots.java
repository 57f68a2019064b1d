package io.parcook.models.forecast;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;

/// The local day and slot of each step of a forecast, and whether the store is open then.
final class TargetSlots {

  private final long[] days;
  private final int[] slots;
  private final BitSet open = new BitSet();

  /// @param origin what is known of opening hours is known by then
  /// @throws IllegalArgumentException if `from` does not begin an interval, or steps is below 1
  TargetSlots(DemandHistory history, Instant origin, Instant from, int steps) {
    StoreCalendar calendar = history.calendar();
    if (!calendar.intervalStart(from).equals(from) || steps < 1) {
      throw new IllegalArgumentException(
          "A forecast begins where an interval of "
              + calendar.interval()
              + " begins and has at least one step; from is "
              + from
              + ", steps is "
              + steps);
    }
    days = new long[steps];
    slots = new int[steps];
    BitSet today = new BitSet();
    for (int step = 0; step < steps; step++) {
      Instant start = from.plus(calendar.interval().multipliedBy(step));
      days[step] = calendar.day(start);
      slots[step] = calendar.slot(start);
      if (step == 0 || days[step] != days[step - 1]) {
        today = history.openSlots(LocalDate.ofEpochDay(days[step]), origin);
      }
      open.set(step, today.get(slots[step]));
    }
  }

  int steps() {
    return days.length;
  }

  long day(int step) {
    return days[step];
  }

  int slot(int step) {
    return slots[step];
  }

  boolean isOpen(int step) {
    return open.get(step);
  }

  /// Sets the quantiles of the steps in which the store is closed to 0, in each item's rows.
  void closeTheDoor(float[] values, int items, int levels) {
    for (int step = open.nextClearBit(0); step < steps(); step = open.nextClearBit(step + 1)) {
      for (int item = 0; item < items; item++) {
        int at = (item * steps() + step) * levels;
        Arrays.fill(values, at, at + levels, 0);
      }
    }
  }
}
