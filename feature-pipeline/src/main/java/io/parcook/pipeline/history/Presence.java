package io.parcook.pipeline.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// People coming and going, by zone; and the same for the store as the sum of its zones.
public final class Presence {

  private final DayRing ring;
  private final StoreDays store;
  private final WallClock clock;
  private final int limit;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<ZoneHistory> zones = new ArrayList<>();
  private final RecentLog recent;

  Presence(DayRing ring, StoreDays store, WallClock clock, int limit, RecentLog recent) {
    this.ring = ring;
    this.store = store;
    this.clock = clock;
    this.limit = limit;
    this.recent = recent;
  }

  int zones() {
    return zones.size();
  }

  /// True if any sensor counted anyone on the day.
  public boolean isKnown(long day) {
    for (ZoneHistory zone : zones) {
      if (zone.isKnown(day)) {
        return true;
      }
    }
    return false;
  }

  /// People who entered in a day's slot, over all zones; the mean of its two intervals where the
  /// slot happens twice; NaN on a day without any count and in a spring gap.
  public float entered(long day, int slot) {
    if (!isKnown(day)) {
      return Float.NaN;
    }
    int place = ring.place(day);
    DayShape shape = store.shape(place);
    if (shape != null && shape.isGap(slot)) {
      return Float.NaN;
    }
    float sum = 0;
    for (ZoneHistory zone : zones) {
      sum += zone.entered(place, slot);
    }
    return sum;
  }

  /// People who entered in one interval, over all zones.
  public float enteredIn(long interval) {
    long day = clock.day(interval);
    float sum = 0;
    if (ring.holds(day)) {
      for (ZoneHistory zone : zones) {
        sum += zone.entered(ring.place(day), clock.slot(interval), interval);
      }
    }
    return sum;
  }

  /// People who entered in `[from, to)`, in milliseconds of the epoch, over all zones; exact while
  /// [#recent] covers it.
  public float enteredBetween(long from, long to) {
    float sum = 0;
    for (int zone = 0; zone < zones.size(); zone++) {
      sum += recent.sum(2 * zone, from, to);
    }
    return sum;
  }

  /// The people of the last hours one by one: row `2 z` counts those who entered zone `z`, row
  /// `2 z + 1` those who left.
  public RecentLog recent() {
    return recent;
  }

  boolean add(IntervalChange.Passed passed, long day, long interval) {
    Integer place = places.get(passed.zone());
    if (place == null) {
      if (zones.size() == limit) {
        return false;
      }
      place = zones.size();
      places.put(passed.zone(), place);
      zones.add(new ZoneHistory(ring, store, clock));
    }
    zones
        .get(place)
        .add(ring.place(day), clock.slot(interval), interval, passed.entered(), passed.left());
    long millis = passed.time().toEpochMilli();
    if (passed.entered() != 0) {
      recent.add(millis, 2 * place, passed.entered());
    }
    if (passed.left() != 0) {
      recent.add(millis, 2 * place + 1, passed.left());
    }
    return true;
  }

  void clear(int place) {
    zones.forEach(zone -> zone.clear(place));
  }
}
