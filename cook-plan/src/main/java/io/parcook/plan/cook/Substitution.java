package io.parcook.plan.cook;

import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Moves the demand for what is sold out to what is offered in its place.
final class Substitution {

  private Substitution() {}

  /// All of the demand for a sold-out item goes to the first of its substitutes that is not sold
  /// out and is forecast; where there is none it is lost.
  static Map<String, DemandPaths> moved(
      Map<String, DemandPaths> demand, Menu menu, Set<String> soldOut) {
    if (soldOut.isEmpty()) {
      return demand;
    }
    var moved = new HashMap<>(demand);
    for (String item : soldOut) {
      MenuItem gone = menu.items().get(item);
      DemandPaths paths = demand.get(item);
      if (gone != null && paths != null) {
        gone.substitutes().stream()
            .filter(other -> !soldOut.contains(other) && demand.containsKey(other))
            .findFirst()
            .ifPresent(other -> moved.computeIfPresent(other, (_, own) -> own.plus(paths)));
      }
    }
    return moved;
  }
}
