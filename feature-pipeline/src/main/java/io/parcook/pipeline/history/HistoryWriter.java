package io.parcook.pipeline.history;

import io.parcook.pipeline.event.ContextFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Applies changes to a [HistoryWindow]: counts, and derives anew what a count changes the meaning
/// of.
final class HistoryWriter {

  private final HistoryWindow window;
  private final HistoryLimits limits;
  private final WallClock clock;
  private final DayRing ring;
  private final StoreDays store;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private long tooOld;
  private long refused;

  HistoryWriter(HistoryWindow window, HistoryLimits limits) {
    this.window = window;
    this.limits = limits;
    clock = window.clock();
    ring = window.ring();
    store = window.store();
  }

  List<String> names() {
    return List.copyOf(names);
  }

  int place(String item) {
    return places.getOrDefault(item, -1);
  }

  HistoryCounts counts() {
    return new HistoryCounts(
        names.size(), window.presence().zones(), window.recent().size(), tooOld, refused);
  }

  void apply(IntervalChange change) {
    switch (change) {
      case IntervalChange.Sold sold -> sold(sold);
      case IntervalChange.Passed passed -> passed(passed);
      case IntervalChange.Availability stock -> availability(stock);
      case IntervalChange.Known known -> known(known.time(), known.fact());
      case IntervalChange.Cooked _ -> {} // what was cooked says nothing about demand
    }
  }

  private void sold(IntervalChange.Sold sold) {
    long interval = clock.interval(sold.time());
    long day = clock.day(interval);
    int place = ring.isBehind(day) ? -1 : addItem(sold.item());
    if (!reach(day) || place < 0) {
      return;
    }
    ItemHistory item = window.item(place);
    int slot = clock.slot(interval);
    boolean flipped = item.add(ring.place(day), slot, interval, sold.delta());
    sold(item, day, slot, flipped);
    window.recent().add(sold.time().toEpochMilli(), place, sold.delta());
  }

  /// Sets a whole day of one item; NaN portions count as sold out.
  void setDay(int place, long day, float[] portions, BitSet soldOut) {
    if (!reach(day)) {
      return;
    }
    window.unsettle();
    ItemHistory item = window.item(place);
    boolean wasKnown = store.isKnown(day);
    for (int slot = 0; slot < portions.length; slot++) {
      boolean unknown = Float.isNaN(portions[slot]);
      float value = unknown ? 0 : portions[slot];
      if (item.set(ring.place(day), slot, value, unknown || soldOut.get(slot))) {
        flip(item, day, slot);
      }
    }
    item.derive(day);
    wake(day, wasKnown);
  }

  private void sold(ItemHistory item, long day, int slot, boolean flipped) {
    unsettle(day);
    boolean wasKnown = store.isKnown(day);
    if (flipped) {
      flip(item, day, slot);
    }
    item.derive(day, slot);
    wake(day, wasKnown);
  }

  /// Derives what it touches that an item's slot began or ceased to be zero: the item's earlier
  /// days if its first day moved, and the other items' cells if the store is open after all.
  private void flip(ItemHistory item, long day, int slot) {
    boolean active = item.isActive(ring.place(day), slot);
    if (store.count(ring.place(day), slot, active)) {
      window.forEachItem(other -> other.derive(day, slot));
    }
    long before = item.firstDay();
    long from = item.note(day);
    if (from != Long.MAX_VALUE) {
      unsettle(from);
      long until = Math.min(ring.newest(), Math.max(before, item.firstDay()));
      for (long touched = from; touched <= until; touched++) {
        item.derive(touched);
      }
    }
  }

  /// Derives every item's day if the store came to life or fell silent on it.
  private void wake(long day, boolean wasKnown) {
    if (wasKnown != store.isKnown(day)) {
      window.forEachItem(item -> item.derive(day));
    }
  }

  private void passed(IntervalChange.Passed passed) {
    long interval = clock.interval(passed.time());
    long day = clock.day(interval);
    if (reach(day) && !window.presence().add(passed, day, interval)) {
      refused++;
    }
  }

  private void availability(IntervalChange.Availability stock) {
    long interval = clock.interval(stock.time());
    long day = clock.day(interval);
    int place = addItem(stock.item());
    if (place < 0) {
      return;
    }
    if (!ring.isBehind(day)) {
      reach(day);
    }
    ItemHistory item = window.item(place);
    long next = item.stock().add(stock.time().toEpochMilli(), !stock.available());
    long last =
        next == Long.MAX_VALUE
            ? ring.newest()
            : Math.min(ring.newest(), clock.day(clock.interval(Instant.ofEpochMilli(next))));
    unsettle(day);
    for (long touched = Math.max(day, ring.oldest()); touched <= last; touched++) {
      item.censor(touched, clock);
      item.derive(touched);
    }
  }

  private void known(Instant said, ContextFact fact) {
    switch (fact) {
      case ContextFact.Promotion promotion -> {
        String name = promotion.item();
        int item = name == null ? -1 : addItem(name);
        if (name == null || item >= 0) {
          window.promotions().add(said, promotion, item);
        }
      }
      case ContextFact.Weather spell -> window.weather().add(said, spell);
      case ContextFact.OpeningHours hours -> {
        window.unsettle();
        window.opening().add(said, hours);
        long date = hours.date().toEpochDay();
        for (long day = date; day <= date + 1; day++) {
          if (ring.holds(day)) {
            long stated = day;
            store.state(stated, window.opening());
            window.forEachItem(item -> item.derive(stated));
          }
        }
      }
    }
  }

  /// The place of an item, made if there is room; -1 if there is none.
  int addItem(String name) {
    Integer known = places.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() == limits.items()) {
      refused++;
      return -1;
    }
    names.add(name);
    places.put(name, window.addItem());
    return names.size() - 1;
  }

  private void unsettle(long day) {
    if (day < ring.newest()) {
      window.unsettle();
    }
  }

  /// Moves the window so that it holds a day; false, and counted, if the day lies behind it.
  boolean reach(long day) {
    if (ring.isBehind(day)) {
      tooOld++;
      return false;
    }
    if (ring.isAhead(day)) {
      advance(day);
    }
    return true;
  }

  private void advance(long day) {
    window.unsettle();
    long room = day - ring.days() + 1;
    long first = ring.isEmpty() ? room : Math.max(room, ring.newest() + 1);
    ring.moveTo(day);
    for (long fresh = first; fresh <= day; fresh++) {
      int place = ring.place(fresh);
      store.begin(fresh, window.opening());
      window.presence().clear(place);
      window.forEachItem(item -> item.clear(place));
    }
    window.weather().forgetBefore(ring.oldest());
    window.opening().forgetBefore(ring.oldest());
    long oldest = clock.start(clock.firstInterval(ring.oldest(), 0)).toEpochMilli();
    window.forEachItem(item -> advance(item, first, oldest));
  }

  private void advance(ItemHistory item, long first, long oldest) {
    item.stock().forgetBefore(oldest);
    if (item.firstDay() < ring.oldest()) {
      long forgotten = item.firstDay();
      item.findFirstDay();
      for (long silent = Math.max(forgotten, ring.oldest()); silent < first; silent++) {
        item.derive(silent);
      }
    }
    for (long fresh = first; fresh <= ring.newest(); fresh++) {
      item.censor(fresh, clock);
      item.derive(fresh);
    }
  }
}
