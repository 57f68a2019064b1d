package io.parcook.service.plan;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.plan.menu.Menu;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// Which items of the menu cannot be had: those said to be sold out, and those of which everything
/// that was ever sold and takes them is.
final class SoldOut {

  private SoldOut() {}

  static Set<String> of(Menu menu, DemandHistory history, Instant now) {
    var soldOut = new HashSet<String>();
    for (String item : menu.items().keySet()) {
      Set<String> takers = menu.takers(item).keySet();
      boolean all = takers.stream().anyMatch(code -> history.item(code) >= 0);
      for (String code : takers) {
        all = all && (history.item(code) < 0 || isOut(code, history, now));
      }
      if (all || isOut(item, history, now)) {
        soldOut.add(item);
      }
    }
    return soldOut;
  }

  private static boolean isOut(String code, DemandHistory history, Instant now) {
    int place = history.item(code);
    return place >= 0 && history.isSoldOut(place, now);
  }
}
