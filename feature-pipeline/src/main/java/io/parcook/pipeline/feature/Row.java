package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.DayRing;
import io.parcook.pipeline.history.ItemHistory;
import io.parcook.pipeline.history.Promotions;
import io.parcook.pipeline.history.WallClock;

/// One item and one target interval.
final class Row {

  private static final int DAYS = 28;
  private static final int WEEKS = 6;
  private static final int USUAL_DAYS = 14;

  private final Fill fill;
  private final Target target;
  private final DayRing ring;
  private ItemHistory history;
  private float[] demand;
  private int item;
  private int usable;
  private int base;
  private long last;
  private boolean scanned;
  private double squares;
  private int zeros;
  private int known;

  Row(Fill fill, Target target) {
    this.fill = fill;
    this.target = target;
    ring = fill.origin().window().ring();
    history = fill.origin().window().item(0);
    demand = history.demand();
  }

  void turnTo(int place) {
    item = place;
    history = fill.origin().window().item(place);
    demand = history.demand();
    usable = fill.origin().usable(place);
  }

  /// Moves to the slot that the target has turned to.
  void turnToTarget() {
    base = target.slot() * ring.days();
    long today = fill.origin().today();
    last = Math.min(target.date() - 1, target.slot() < usable ? today : today - 1);
    scanned = false;
  }

  float ratio(double portions) {
    return Scale.ratio(portions, fill.levels().of(item));
  }

  float mean7() {
    return fill.day().mean7(item, target.slot());
  }

  float mean14() {
    return fill.day().mean14(item, target.slot());
  }

  float mean28() {
    return fill.day().mean28(item, target.slot());
  }

  double neighbours() {
    DaySlots day = fill.day();
    int slot = target.slot();
    float before = day.mean14(item, day.neighbour(slot, -1));
    return (before + day.mean14(item, day.neighbour(slot, 1))) / 2;
  }

  float lag(int days) {
    float cell = SlotScan.cell(demand, base, ring, target.date() - days, last);
    return Float.isNaN(cell) ? mean14() : cell;
  }

  double weekdayMean() {
    double sum = mean28();
    int count = 1;
    for (int week = 1; week <= WEEKS; week++) {
      float cell = SlotScan.cell(demand, base, ring, target.date() - 7L * week, last);
      if (!Float.isNaN(cell)) {
        sum += cell;
        count++;
      }
    }
    return sum / count;
  }

  double deviation() {
    scan();
    return Math.sqrt(squares / Math.max(known, 1));
  }

  float zeroShare() {
    scan();
    return (zeros + 2 * fill.levels().zeroShare(item)) / (known + 2);
  }

  private void scan() {
    if (scanned) {
      return;
    }
    scanned = true;
    squares = 0;
    zeros = 0;
    known = 0;
    double mean = mean28();
    long stop = Math.max(ring.oldest(), target.date() - DAYS);
    for (long day = Math.min(last, ring.newest()); day >= stop; day--) {
      float cell = demand[base + ring.place(day)];
      if (!Float.isNaN(cell)) {
        squares += (cell - mean) * (cell - mean);
        zeros += cell == 0 ? 1 : 0;
        known++;
      }
    }
  }

  float depth() {
    return promotions().depth(item, target.startMillis(), fill.origin().millis());
  }

  float depthChange() {
    Promotions promotions = promotions();
    if (promotions.isEmpty(item)) {
      return 0;
    }
    WallClock clock = fill.origin().window().clock();
    long origin = fill.origin().millis();
    double past = 0;
    for (int ago = 1; ago <= USUAL_DAYS; ago++) {
      long interval = clock.firstInterval(fill.origin().today() - ago, target.slot());
      past += promotions.depth(item, interval * clock.length() * 1000, origin);
    }
    return (float) (depth() - past / USUAL_DAYS);
  }

  boolean isPromoted() {
    return promotions().isActive(item, target.startMillis(), fill.origin().millis());
  }

  private Promotions promotions() {
    return fill.origin().window().promotions();
  }
}
