package io.parcook.tuning.dataset;

import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.pipeline.history.StoreCalendar;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;

/// Draws rows from stores' pasts: each day of a store is forecast from its midnight and from some
/// moments within it, as a store's own service would have done then, and beside the features stands
/// what was really sold. Sold-out and unknown intervals are no targets.
public final class RowSampler {

  private static final int BUFFERED_ROWS = 4_096;

  private final FeatureTable table;
  private final SamplingPlan plan;
  private FloatBuffer buffer;

  public RowSampler(FeatureTable table, SamplingPlan plan) {
    this.table = table;
    this.plan = plan;
    this.buffer = FloatBuffer.allocate(BUFFERED_ROWS * table.columns());
  }

  /// Draws the rows of one store. Memory beyond the rows kept does not grow with the store.
  ///
  /// @param dayAhead takes the rows whose origin is the midnight before
  /// @param withinDay takes the rows whose origin lies within opening hours
  public void sample(StoreHistory store, Rows dayAhead, Rows withinDay, RandomGenerator random) {
    sample(store, _ -> true, dayAhead, withinDay, random);
  }

  /// Draws the rows of some of a store's days.
  ///
  /// @param targets which days, since 1970-01-01, may be targets
  public void sample(
      StoreHistory store,
      LongPredicate targets,
      Rows dayAhead,
      Rows withinDay,
      RandomGenerator random) {
    StoreCalendar calendar = store.calendar();
    boolean[] sells = sellingSlots(store);
    int open = 0;
    while (open < sells.length && !sells[open]) {
      open++;
    }
    int close = sells.length;
    while (close > open && !sells[close - 1]) {
      close--;
    }
    if (open == close) {
      return;
    }
    int count = store.history().items().size();
    int steps = (int) plan.horizon().dividedBy(calendar.interval());
    long end = store.last().toEpochDay();
    if (plan.until() != null) {
      end = Math.min(end, plan.until().toEpochDay());
    }
    for (long day = store.first().toEpochDay() + plan.warmUp(); day <= end; day++) {
      if (!targets.test(day)) {
        continue;
      }
      draw(
          store,
          calendar.start(day, 0),
          day,
          open,
          close,
          someItems(count, plan.dayAheadItems(), random),
          dayAhead,
          random);
      for (int i = 0; i < plan.intraday(); i++) {
        int[] items = someItems(count, plan.withinDayItems(), random);
        int now = open + random.nextInt(close - open);
        Instant origin = calendar.start(day, now);
        int today = Math.min(close, now + steps);
        draw(store, origin, day, now, today, items, withinDay, random);
        int tomorrow = Math.min(close, now + steps - calendar.slotsPerDay());
        if (tomorrow > open && day < end && targets.test(day + 1)) {
          draw(store, origin, day + 1, open, tomorrow, items, withinDay, random);
        }
      }
    }
  }

  /// Draws rows of one day's slots `[from, until)` as seen from one origin.
  private void draw(
      StoreHistory store,
      Instant origin,
      long day,
      int from,
      int until,
      int[] items,
      Rows rows,
      RandomGenerator random) {
    int steps = until - from;
    int atOnce = Math.max(1, BUFFERED_ROWS / steps);
    for (int begin = 0; begin < items.length; begin += atOnce) {
      int[] some = Arrays.copyOfRange(items, begin, Math.min(items.length, begin + atOnce));
      buffer = room(some.length * steps);
      table.fill(store.history(), some, origin, store.calendar().start(day, from), steps, buffer);
      for (int i = 0; i < some.length; i++) {
        for (int step = 0; step < steps; step++) {
          float sold = store.history().sold(some[i], day, from + step);
          if (!Float.isNaN(sold) && random.nextDouble() < plan.cells()) {
            rows.add(buffer, (i * steps + step) * table.columns(), sold, random);
          }
        }
      }
    }
  }

  private FloatBuffer room(int rows) {
    FloatBuffer room =
        buffer.capacity() >= rows * table.columns()
            ? buffer
            : FloatBuffer.allocate(rows * table.columns());
    room.clear();
    return room;
  }

  private static int[] someItems(int count, double share, RandomGenerator random) {
    int[] some = new int[count];
    int size = 0;
    for (int item = 0; item < count; item++) {
      if (share == 1 || random.nextDouble() < share) {
        some[size++] = item;
      }
    }
    return Arrays.copyOf(some, size);
  }

  /// Slots of the day in which the store ever sold anything.
  private static boolean[] sellingSlots(StoreHistory store) {
    boolean[] sells = new boolean[store.calendar().slotsPerDay()];
    int items = store.history().items().size();
    for (long day = store.first().toEpochDay(); day <= store.last().toEpochDay(); day++) {
      for (int slot = 0; slot < sells.length; slot++) {
        for (int item = 0; item < items && !sells[slot]; item++) {
          sells[slot] = store.history().sold(item, day, slot) > 0;
        }
      }
    }
    return sells;
  }
}
