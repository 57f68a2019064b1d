package io.parcook.plan.cook;

import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import io.parcook.plan.menu.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Which equipment is taken when.
final class Places {

  /// Places by when they begin and cease to be taken. Batches that begin and end together are one
  /// entry, so that a piece of equipment has as many as moments to start at, and not as batches.
  private static final class Taken {

    private final NavigableMap<Instant, Map<Instant, Integer>> spans = new TreeMap<>();

    void add(Instant from, Instant until, int places) {
      spans.computeIfAbsent(from, _ -> new HashMap<>()).merge(until, places, Integer::sum);
    }

    /// The most places that are taken at once between two moments.
    int most(Instant from, Instant until) {
      int most = at(from);
      for (Instant later : spans.subMap(from, false, until, false).keySet()) {
        most = Math.max(most, at(later));
      }
      return most;
    }

    private int at(Instant moment) {
      int sum = 0;
      for (Map<Instant, Integer> ends : spans.headMap(moment, true).values()) {
        for (Map.Entry<Instant, Integer> end : ends.entrySet()) {
          sum += end.getKey().isAfter(moment) ? end.getValue() : 0;
        }
      }
      return sum;
    }
  }

  private final Menu menu;
  private final Map<String, Taken> taken = new HashMap<>();

  Places(Menu menu) {
    this.menu = menu;
  }

  /// Whether a batch of an item that starts at a moment finds its places free until it is ready.
  boolean hold(MenuItem item, Instant start) {
    Place place = item.place();
    if (place == null) {
      return true;
    }
    Taken others = taken.get(place.equipment());
    int most = others == null ? 0 : others.most(start, start.plus(item.lead()));
    return most + place.places() <= menu.capacity(place.equipment());
  }

  void take(MenuItem item, Instant start, Instant until) {
    Place place = item.place();
    if (place != null) {
      taken.computeIfAbsent(place.equipment(), _ -> new Taken()).add(start, until, place.places());
    }
  }
}
