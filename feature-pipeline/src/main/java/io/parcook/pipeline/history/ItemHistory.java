package io.parcook.pipeline.history;

import java.util.Arrays;

/// The past of one item. Its demand lies slot by slot, the days of a slot side by side in a ring,
/// so that a same-slot mean is one short scan. Read it only inside [DemandHistory#read].
public final class ItemHistory {

  private static final long NEVER = Long.MAX_VALUE;

  private final DayRing ring;
  private final StoreDays store;
  private final int slots;
  private final int days;
  private final int words;
  private final float[] counted;
  private final float[] demand;
  private final long[] active;
  private final long[] censored;
  private final long[] marked;
  private final double[] totals;
  private final StockTimeline stock = new StockTimeline();
  private long firstDay = NEVER;

  ItemHistory(DayRing ring, StoreDays store, WallClock clock) {
    this.ring = ring;
    this.store = store;
    slots = clock.slotsPerDay();
    days = ring.days();
    words = Slots.words(slots);
    counted = new float[(slots + clock.twiceAtMost()) * days];
    demand = new float[slots * days];
    Arrays.fill(demand, Float.NaN);
    active = new long[days * words];
    censored = new long[days * words];
    marked = new long[days * words];
    totals = new double[days];
  }

  /// Portions by slot and day, at `slot * ring.days() + ring.place(day)`; NaN where unknown or
  /// censored. The array itself, for scans: never write it.
  public float[] demand() {
    return demand;
  }

  float demand(long day, int slot) {
    return ring.holds(day) ? demand[slot * days + ring.place(day)] : Float.NaN;
  }

  /// Slots of a day in which the item was sold out for any part, as bits at
  /// `ring.place(day) * words`. Never write it.
  public long[] censored() {
    return censored;
  }

  /// Slots of a day in which the item's count is not zero, as bits at `ring.place(day) * words`.
  /// Never write it.
  public long[] active() {
    return active;
  }

  /// Portions of all known slots of a day, at `ring.place(day)`. Never write it.
  public double[] totals() {
    return totals;
  }

  /// The first day of the window on which the item sold; before it nothing is known of it.
  /// [Long#MAX_VALUE] if it never did.
  public long firstDay() {
    return firstDay;
  }

  /// True if a file said of the slot that the item was sold out in it.
  public boolean isMarked(long day, int slot) {
    return ring.holds(day) && Slots.get(marked, ring.place(day) * words, slot);
  }

  /// The first slot of the day in which the item sold anything; the number of slots if none.
  public int firstSold(long day) {
    return ring.holds(day) ? Slots.first(active, ring.place(day) * words, words, slots) : slots;
  }

  /// True if the item was sold out at a moment, in milliseconds of the epoch.
  public boolean isOut(long millis) {
    return stock.isOut(millis);
  }

  /// True if the item was sold out during any part of `[from, to)`, in milliseconds of the epoch.
  public boolean isOutDuring(long from, long to) {
    return stock.isOutDuring(from, to);
  }

  /// What was counted in one interval, sold out or not.
  public float counted(long day, int slot, long interval) {
    return ring.holds(day) ? counted[row(ring.place(day), slot, interval) + ring.place(day)] : 0;
  }

  StockTimeline stock() {
    return stock;
  }

  boolean isActive(int place, int slot) {
    return Slots.get(active, place * words, slot);
  }

  /// Adds to one interval's count; true if the slot began or ceased to be zero.
  boolean add(int place, int slot, long interval, float delta) {
    counted[row(place, slot, interval) + place] += delta;
    return recount(place, slot);
  }

  /// Sets the count of a slot outright; true if the slot began or ceased to be zero.
  boolean set(int place, int slot, float value, boolean soldOut) {
    DayShape shape = store.shape(place);
    counted[slot * days + place] = value;
    if (shape != null && shape.isTwice(slot)) {
      counted[(slots + shape.twicePlace(slot)) * days + place] = value;
    }
    Slots.set(marked, place * words, slot, soldOut);
    Slots.set(censored, place * words, slot, soldOut);
    return recount(place, slot);
  }

  private boolean recount(int place, int slot) {
    boolean before = Slots.get(active, place * words, slot);
    boolean now = sum(place, slot) != 0;
    Slots.set(active, place * words, slot, now);
    return before != now;
  }

  /// Takes note that a slot of a day began or ceased to be zero, which may move the item's first
  /// day. Answers the earliest day whose meaning changed by it; [Long#MAX_VALUE] if none did.
  long note(long day) {
    long before = firstDay;
    boolean isActive = Slots.any(active, ring.place(day) * words, words);
    if (isActive && day < firstDay) {
      firstDay = day;
      return day;
    }
    if (!isActive && day == firstDay) {
      findFirstDay();
      return before;
    }
    return NEVER;
  }

  void findFirstDay() {
    firstDay = NEVER;
    for (long day = ring.oldest(); day <= ring.newest() && firstDay == NEVER; day++) {
      if (Slots.any(active, ring.place(day) * words, words)) {
        firstDay = day;
      }
    }
  }

  void clear(int place) {
    for (int row = 0; row < counted.length; row += days) {
      counted[row + place] = 0;
    }
    Arrays.fill(active, place * words, (place + 1) * words, 0);
    Arrays.fill(censored, place * words, (place + 1) * words, 0);
    Arrays.fill(marked, place * words, (place + 1) * words, 0);
  }

  /// Marks again which slots of a day the sold-out spells touch.
  void censor(long day, WallClock clock) {
    int place = ring.place(day);
    System.arraycopy(marked, place * words, censored, place * words, words);
    if (stock.isEmpty()) {
      return;
    }
    long interval = clock.firstInterval(day, 0);
    for (; clock.day(interval) <= day; interval++) {
      long from = interval * clock.length() * 1000;
      if (clock.day(interval) == day && stock.isOutDuring(from, from + clock.length() * 1000)) {
        Slots.set(censored, place * words, clock.slot(interval), true);
      }
    }
  }

  /// Derives a day's demand from what was counted and what is known.
  void derive(long day) {
    int place = ring.place(day);
    boolean known = day >= firstDay && store.isKnown(day);
    double total = 0;
    for (int slot = 0; slot < slots; slot++) {
      float cell = known ? cell(place, slot) : Float.NaN;
      demand[slot * days + place] = cell;
      total += Float.isNaN(cell) ? 0 : cell;
    }
    totals[place] = total;
  }

  /// Derives one cell; all else of its day has kept its meaning.
  void derive(long day, int slot) {
    int place = ring.place(day);
    int at = slot * days + place;
    boolean known = day >= firstDay && store.isKnown(day);
    float before = demand[at];
    float after = known ? cell(place, slot) : Float.NaN;
    demand[at] = after;
    totals[place] += (Float.isNaN(after) ? 0 : after) - (Float.isNaN(before) ? 0 : (double) before);
  }

  private float cell(int place, int slot) {
    if (Slots.get(censored, place * words, slot) || store.isShut(place, slot)) {
      return Float.NaN;
    }
    DayShape shape = store.shape(place);
    if (shape != null && shape.isGap(slot)) {
      return Float.NaN;
    }
    return shape != null && shape.isTwice(slot)
        ? sum(place, slot) / 2
        : counted[slot * days + place];
  }

  private float sum(int place, int slot) {
    float sum = counted[slot * days + place];
    DayShape shape = store.shape(place);
    if (shape != null && shape.isTwice(slot)) {
      sum += counted[(slots + shape.twicePlace(slot)) * days + place];
    }
    return sum;
  }

  private int row(int place, int slot, long interval) {
    DayShape shape = store.shape(place);
    boolean second = shape != null && shape.isSecond(slot, interval);
    return (second && shape != null ? slots + shape.twicePlace(slot) : slot) * days;
  }
}
