package io.parcook.models.forecast;

import io.parcook.pipeline.history.DayRing;
import io.parcook.pipeline.history.HistoryWindow;
import io.parcook.pipeline.history.ItemHistory;
import java.time.Instant;

/// What an item sold in a slot on past days, as far as an origin knows. Used inside one
/// [io.parcook.pipeline.history.DemandHistory#read].
final class SlotSample {

  private static final float[] NOTHING = {};

  private final HistoryWindow window;
  private final DayRing ring;
  private final PastDays days;
  private final long today;
  private final int ended;
  private final float[] values;
  private float[] demand = NOTHING;
  private int usable;
  private int size;

  SlotSample(HistoryWindow window, PastDays days, Instant origin) {
    this.window = window;
    this.days = days;
    ring = window.ring();
    today = window.clock().day(window.clock().interval(origin));
    ended = window.clock().endedSlots(today, origin);
    values = new float[2 * days.size()];
  }

  /// Turns to another item.
  ///
  /// @param item the item's place in the history; -1 for one that it does not know
  void turnTo(int item) {
    if (item < 0) {
      demand = NOTHING;
      return;
    }
    ItemHistory past = window.item(item);
    demand = past.demand();
    usable = window.usableSlots(item, today, ended);
  }

  /// Takes the item's known values in a slot on the days before a date or, where there are none, on
  /// twice as many days.
  ///
  /// @return how many there are
  int take(long date, int slot) {
    size = 0;
    if (demand.length > 0) {
      take(date, slot, 0, days.size());
      if (size == 0) {
        take(date, slot, days.size(), 2 * days.size());
      }
    }
    return size;
  }

  private void take(long date, int slot, int first, int end) {
    int row = slot * ring.days();
    long last = Math.min(slot < usable ? today : today - 1, ring.newest());
    long oldest = ring.oldest();
    for (int i = first; i < end; i++) {
      long day = date - days.back(i);
      if (day < oldest) {
        return;
      }
      float sold = day > last ? Float.NaN : demand[row + ring.place(day)];
      if (!Float.isNaN(sold)) {
        values[size++] = sold;
      }
    }
  }

  /// The mean of the values taken last; 0 if there are none.
  float mean() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
    }
    return size == 0 ? 0 : (float) (sum / size);
  }

  /// The values taken last, in no order, from the array's beginning. The caller may sort them.
  float[] values() {
    return values;
  }
}
