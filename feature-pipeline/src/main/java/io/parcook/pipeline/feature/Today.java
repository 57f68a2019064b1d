package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.DayRing;
import io.parcook.pipeline.history.HistoryWindow;
import io.parcook.pipeline.history.ItemHistory;
import io.parcook.pipeline.history.Slots;

/// The origin's own day until the origin, and its last one and four intervals, against the usual of
/// the same slots: the mean of the last 14 days or, where that is unknown, level times profile.
final class Today {

  private final PaceColumn all = new PaceColumn();
  private final PaceColumn last1 = new PaceColumn();
  private final PaceColumn last4 = new PaceColumn();
  private final Piece[] lastOne;
  private final Piece[] lastFour;
  private final Piece tail;
  private final long[] open;
  private final Origin origin;

  /// Means of the last 14 days, by item and slot, of the slots that have begun.
  private final float[] usual;

  private final int slotsPerDay;
  private final int begun;
  private boolean isUsualFound;

  /// @param full false if only [#elapsed] will be asked
  Today(Origin origin, boolean full) {
    this.origin = origin;
    HistoryWindow window = origin.window();
    long length = window.clock().length() * 1000;
    long end = origin.millis();
    open = origin.open(origin.today()).clone();
    slotsPerDay = window.clock().slotsPerDay();
    long current = Math.floorDiv(end, length);
    tail = Piece.of(window, current, current * length, end);
    lastOne = Piece.window(window, end - length, end);
    lastFour = Piece.window(window, end - 4 * length, end);
    begun = Math.min(slotsPerDay, Math.max(origin.ended(), window.clock().slot(current) + 1));
    usual = new float[full ? window.items() * slotsPerDay : 0];
  }

  /// Finds the usual of today's slots: the first date that a fill turns to is often today, and then
  /// has it already.
  private void findUsual(HistoryWindow window, DaySlots day) {
    DayRing ring = window.ring();
    for (int item = 0; item < window.items(); item++) {
      float[] demand = window.item(item).demand();
      for (int slot = 0; slot < begun; slot++) {
        if (Slots.get(open, 0, slot)) {
          usual[item * slotsPerDay + slot] =
              day.date() == origin.today()
                  ? day.fortnight(item, slot)
                  : SlotScan.fortnight(
                      demand, slot * ring.days(), ring, origin.today(), origin.today() - 1);
        }
      }
    }
    isUsualFound = true;
  }

  /// Sums up, with the profile of a target's date standing in for what is unknown.
  void scan(Levels levels, DaySlots day) {
    HistoryWindow window = origin.window();
    if (!isUsualFound) {
      findUsual(window, day);
    }
    int items = window.items();
    all.clear(items);
    last1.clear(items);
    last4.clear(items);
    for (int item = 0; item < items; item++) {
      int usable = origin.usable(item);
      if (usable > 0) {
        scanToday(window, item, usable, levels.of(item), day);
        add(all, tail, item, levels.of(item), day);
        add(last1, lastOne, item, levels.of(item), day);
        add(last4, lastFour, item, levels.of(item), day);
      }
    }
  }

  private void scanToday(HistoryWindow window, int item, int usable, float level, DaySlots day) {
    DayRing ring = window.ring();
    float[] demand = window.item(item).demand();
    int place = ring.place(origin.today());
    for (int slot = 0; slot < usable; slot++) {
      float cell = demand[slot * ring.days() + place];
      if (Slots.get(open, 0, slot) && !Float.isNaN(cell)) {
        all.add(item, cell, usual(item, slot, level, day));
      }
    }
  }

  private void add(PaceColumn column, Piece[] pieces, int item, float level, DaySlots day) {
    for (Piece piece : pieces) {
      add(column, piece, item, level, day);
    }
  }

  private void add(PaceColumn column, Piece piece, int item, float level, DaySlots day) {
    ItemHistory history = origin.window().item(item);
    boolean counts =
        piece.isKnown()
            && piece.day() == origin.today()
            && Slots.get(open, 0, piece.slot())
            && !history.isOutDuring(piece.from(), piece.to())
            && !history.isMarked(piece.day(), piece.slot());
    if (counts) {
      double expected = usual(item, piece.slot(), level, day) * piece.fraction();
      column.add(item, piece.sold(history, item), expected);
    }
  }

  private double usual(int item, int slot, float level, DaySlots day) {
    float mean = usual[item * slotsPerDay + slot];
    return Float.isNaN(mean) ? level * day.profile(slot) : mean;
  }

  PaceColumn all() {
    return all;
  }

  PaceColumn last1() {
    return last1;
  }

  PaceColumn last4() {
    return last4;
  }

  /// The share of today's open slots that have passed, the current one in proportion.
  float elapsed() {
    int passed = 0;
    int total = 0;
    for (int slot = 0; slot < slotsPerDay; slot++) {
      if (Slots.get(open, 0, slot)) {
        total++;
        passed += slot < origin.ended() ? 1 : 0;
      }
    }
    boolean running = tail.slot() >= origin.ended() && Slots.get(open, 0, tail.slot());
    return total == 0 ? 0 : (float) ((passed + (running ? tail.fraction() : 0)) / total);
  }
}
