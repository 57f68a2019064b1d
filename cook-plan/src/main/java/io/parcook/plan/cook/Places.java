package io.parcook.plan.cook;

import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import io.parcook.plan.menu.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which equipment is taken when.
final class Places {

  private record Taken(Instant from, Instant until, int places) {}

  private final Menu menu;
  private final Map<String, List<Taken>> taken = new HashMap<>();

  Places(Menu menu) {
    this.menu = menu;
  }

  /// Whether a batch of an item that starts at a moment finds its places free until it is ready.
  boolean hold(MenuItem item, Instant start) {
    Place place = item.place();
    if (place == null) {
      return true;
    }
    List<Taken> others = taken.getOrDefault(place.equipment(), List.of());
    Instant ready = start.plus(item.lead());
    int most = usage(others, start);
    for (Taken other : others) {
      if (other.from().isAfter(start) && other.from().isBefore(ready)) {
        most = Math.max(most, usage(others, other.from()));
      }
    }
    return most + place.places() <= menu.capacity(place.equipment());
  }

  void take(MenuItem item, Instant start, Instant until) {
    Place place = item.place();
    if (place != null) {
      taken
          .computeIfAbsent(place.equipment(), _ -> new ArrayList<>())
          .add(new Taken(start, until, place.places()));
    }
  }

  private static int usage(List<Taken> others, Instant moment) {
    int sum = 0;
    for (Taken other : others) {
      if (!other.from().isAfter(moment) && other.until().isAfter(moment)) {
        sum += other.places();
      }
    }
    return sum;
  }
}
