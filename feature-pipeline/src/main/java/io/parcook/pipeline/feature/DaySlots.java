package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.DayRing;
import io.parcook.pipeline.history.HistoryWindow;
import io.parcook.pipeline.history.Slots;

/// What is usual in each slot of a target's date, for every item of the store: the means of the
/// last weeks, the shape of the store's day that stands in for what is unknown, and whole past days
/// against that usual.
final class DaySlots {

  private static final double LEAST_PROFILE = 0.02;
  private static final double MOST_PROFILE = 20;
  private static final int[] LAGS = {1, 7, 14, 21, 28};

  /// Means of 7, 14 and 28 days, by item and slot.
  private float[] means = {};

  /// Means of 14 days as they are, NaN where unknown.
  private float[] fortnight = {};

  private Kept kept = Kept.NOTHING;
  private float[] profile = {};
  private double[] profileSold = {};
  private double[] profileLevel = {};
  private int[] slots = {};
  private int[] openSlots = {};
  private long[] open = {};
  private long[] wanted = {};
  private int slotsPerDay;
  private int count;
  private int openCount;
  private long date;
  private long scans;
  private final PaceColumn[] lags = new PaceColumn[LAGS.length];
  private final Pace sameWeekdays = new Pace();

  DaySlots() {
    for (int lag = 0; lag < LAGS.length; lag++) {
      lags[lag] = new PaceColumn();
    }
  }

  /// Scans the date of the target intervals `[from, to)` as seen from an origin: its open slots,
  /// and those of the targets whether open or not.
  void scan(Origin origin, Levels levels, long from, long to) {
    date = origin.window().clock().day(from);
    reserve(origin);
    findSlots(origin, from, to);
    if (!kept.holds(origin, date, open, wanted)) {
      scans++;
      scanMeans(origin, levels);
      fillUnknown(levels, origin.window().items());
      scanLags(origin);
      kept = Kept.of(origin, date, open, wanted);
    }
  }

  private void reserve(Origin origin) {
    slotsPerDay = origin.window().clock().slotsPerDay();
    int cells = origin.window().items() * slotsPerDay;
    if (means.length < 3 * cells) {
      means = new float[3 * cells];
      fortnight = new float[cells];
      kept = Kept.NOTHING;
    }
    if (profile.length < slotsPerDay) {
      profile = new float[slotsPerDay];
      profileSold = new double[slotsPerDay];
      profileLevel = new double[slotsPerDay];
      slots = new int[slotsPerDay];
      openSlots = new int[slotsPerDay];
    }
  }

  private void findSlots(Origin origin, long from, long to) {
    open = origin.open(date).clone();
    long[] everOpen = open.clone();
    wanted = everOpen;
    long[] today = origin.open(origin.today());
    for (int word = 0; word < everOpen.length; word++) {
      everOpen[word] |= today[word] | origin.learned()[word];
    }
    openCount = list(everOpen, openSlots);
    for (long target = from; target < to; target++) {
      int slot = origin.window().clock().slot(target);
      everOpen[slot >>> 6] |= 1L << slot;
    }
    count = list(everOpen, slots);
  }

  private int list(long[] mask, int[] into) {
    int found = 0;
    for (int slot = 0; slot < slotsPerDay; slot++) {
      if (Slots.get(mask, 0, slot)) {
        into[found++] = slot;
      }
    }
    return found;
  }

  private void scanMeans(Origin origin, Levels levels) {
    HistoryWindow window = origin.window();
    DayRing ring = window.ring();
    for (int i = 0; i < count; i++) {
      profileSold[slots[i]] = 0;
      profileLevel[slots[i]] = 0;
    }
    for (int item = 0; item < window.items(); item++) {
      float[] demand = window.item(item).demand();
      int usable = origin.usable(item);
      float level = levels.of(item);
      for (int i = 0; i < count; i++) {
        int slot = slots[i];
        long last = Math.min(date - 1, slot < usable ? origin.today() : origin.today() - 1);
        int at = 3 * (item * slotsPerDay + slot);
        SlotScan.means(demand, slot * ring.days(), ring, date, last, means, at);
        fortnight[item * slotsPerDay + slot] = means[at + 1];
        float month = means[at + 2];
        if (!Float.isNaN(month)) {
          profileSold[slot] += month;
          profileLevel[slot] += level;
        }
      }
    }
    for (int i = 0; i < count; i++) {
      int slot = slots[i];
      double shape = profileSold[slot] / Math.max(profileLevel[slot], Scale.LEAST);
      profile[slot] = (float) Math.clamp(shape, LEAST_PROFILE, MOST_PROFILE);
    }
  }

  private void fillUnknown(Levels levels, int items) {
    for (int item = 0; item < items; item++) {
      float level = levels.of(item);
      for (int i = 0; i < count; i++) {
        int at = 3 * (item * slotsPerDay + slots[i]);
        if (Float.isNaN(means[at])) {
          if (Float.isNaN(means[at + 1])) {
            if (Float.isNaN(means[at + 2])) {
              means[at + 2] = level * profile[slots[i]];
            }
            means[at + 1] = means[at + 2];
          }
          means[at] = means[at + 1];
        }
      }
    }
  }

  private void scanLags(Origin origin) {
    HistoryWindow window = origin.window();
    DayRing ring = window.ring();
    int items = window.items();
    for (int lag = 0; lag < LAGS.length; lag++) {
      lags[lag].clear(items);
      long day = date - LAGS[lag];
      if (day > origin.today() || !window.store().isKnown(day)) {
        continue;
      }
      int place = ring.place(day);
      for (int item = 0; item < items; item++) {
        float[] demand = window.item(item).demand();
        int usable = day == origin.today() ? origin.usable(item) : slotsPerDay;
        for (int i = 0; i < openCount && openSlots[i] < usable; i++) {
          int slot = openSlots[i];
          float cell = demand[slot * ring.days() + place];
          if (!Float.isNaN(cell)) {
            lags[lag].add(item, cell, means[3 * (item * slotsPerDay + slot) + 1]);
          }
        }
      }
    }
    sameWeekdays.clear();
    for (int lag = 1; lag < LAGS.length; lag++) {
      sameWeekdays.add(lags[lag].store().sold(), lags[lag].store().usual());
    }
  }

  long date() {
    return date;
  }

  /// A number that changes whenever the past was scanned again; what was derived from the scan
  /// before holds no more.
  long scans() {
    return scans;
  }

  /// The mean of the 14 days before the date; NaN where unknown.
  float fortnight(int item, int slot) {
    return fortnight[item * slotsPerDay + slot];
  }

  float mean7(int item, int slot) {
    return means[3 * (item * slotsPerDay + slot)];
  }

  float mean14(int item, int slot) {
    return means[3 * (item * slotsPerDay + slot) + 1];
  }

  float mean28(int item, int slot) {
    return means[3 * (item * slotsPerDay + slot) + 2];
  }

  /// A slot beside another, if it is open; else the other itself.
  int neighbour(int slot, int step) {
    int beside = slot + step;
    return beside >= 0 && beside < slotsPerDay && Slots.get(open, 0, beside) ? beside : slot;
  }

  /// The store's sales in the slot over its items' levels.
  float profile(int slot) {
    return profile[slot];
  }

  /// The day 1 or 7 days before the date.
  PaceColumn lag(int days) {
    return lags[days == 1 ? 0 : 1];
  }

  /// The store on the same weekday of the last four weeks.
  Pace sameWeekdays() {
    return sameWeekdays;
  }
}
