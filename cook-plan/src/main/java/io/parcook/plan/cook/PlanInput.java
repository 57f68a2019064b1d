package io.parcook.plan.cook;

import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.kitchen.Kitchen;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a plan is made from.
///
/// @param zone the store's, for its dayparts
/// @param demand paths by item; an item without any is kept at its par level
/// @param kitchen what is on hand, cooking and owed
/// @param before the plan that was shown; batches of it that were started are cooking by now
/// @param adjustments the manager's; those that do not hold now are passed over
/// @param door null where nobody counts
/// @param soldOut items that cannot be cooked now; guests take their substitutes
public record PlanInput(
    Instant now,
    ZoneId zone,
    Map<String, DemandPaths> demand,
    Kitchen kitchen,
    Plan before,
    List<Adjustment> adjustments,
    @Nullable Door door,
    Set<String> soldOut) {

  public PlanInput {
    demand = Map.copyOf(demand);
    adjustments = List.copyOf(adjustments);
    soldOut = Set.copyOf(soldOut);
  }

  /// A kitchen in which nothing is sold out.
  public PlanInput(
      Instant now,
      ZoneId zone,
      Map<String, DemandPaths> demand,
      Kitchen kitchen,
      Plan before,
      List<Adjustment> adjustments,
      @Nullable Door door) {
    this(now, zone, demand, kitchen, before, adjustments, door, Set.of());
  }

  PlanInput with(Map<String, DemandPaths> moved) {
    return new PlanInput(now, zone, moved, kitchen, before, adjustments, door, soldOut);
  }
}
