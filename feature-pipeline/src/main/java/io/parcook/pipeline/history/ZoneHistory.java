package io.parcook.pipeline.history;

/// People who passed one presence zone, by slot and day.
final class ZoneHistory {

  private final DayRing ring;
  private final StoreDays store;
  private final int slots;
  private final float[] entered;
  private final float[] left;
  private final int[] passed;

  ZoneHistory(DayRing ring, StoreDays store, WallClock clock) {
    this.ring = ring;
    this.store = store;
    slots = clock.slotsPerDay();
    entered = new float[(slots + clock.twiceAtMost()) * ring.days()];
    left = new float[entered.length];
    passed = new int[ring.days()];
  }

  /// True if the sensor counted anyone on the day.
  boolean isKnown(long day) {
    return ring.holds(day) && passed[ring.place(day)] > 0;
  }

  float entered(int place, int slot, long interval) {
    return entered[row(place, slot, interval) + place];
  }

  float left(int place, int slot, long interval) {
    return left[row(place, slot, interval) + place];
  }

  /// People who entered in a day's slot; the mean of its two intervals where it happens twice.
  float entered(int place, int slot) {
    DayShape shape = store.shape(place);
    float first = entered[slot * ring.days() + place];
    return shape == null || !shape.isTwice(slot)
        ? first
        : (first + entered[(slots + shape.twicePlace(slot)) * ring.days() + place]) / 2;
  }

  void add(int place, int slot, long interval, int in, int out) {
    int cell = row(place, slot, interval) + place;
    entered[cell] += in;
    left[cell] += out;
    passed[place] += in + out;
  }

  void clear(int place) {
    for (int row = 0; row < entered.length; row += ring.days()) {
      entered[row + place] = 0;
      left[row + place] = 0;
    }
    passed[place] = 0;
  }

  private int row(int place, int slot, long interval) {
    DayShape shape = store.shape(place);
    boolean second = shape != null && shape.isSecond(slot, interval);
    return (second && shape != null ? slots + shape.twicePlace(slot) : slot) * ring.days();
  }
}
