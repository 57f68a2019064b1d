package io.parcook.plan.menu;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How an item is cooked.
///
/// @param lead from raw to ready
/// @param hold from ready to waste
/// @param wasteCost of one portion, in any currency
/// @param missingCost of one portion, in the same currency
/// @param place what a batch needs of which equipment; null where it needs none
/// @param substitutes items to offer in its place, best first
/// @param dayparts names of those in which it is sold
/// @param par portions kept ready by daypart, while there is no history; 0 where absent
public record MenuItem(
    String name,
    String station,
    Batches batches,
    Duration lead,
    Duration hold,
    double wasteCost,
    double missingCost,
    @Nullable Place place,
    List<String> substitutes,
    Set<String> dayparts,
    Map<String, Integer> par) {

  public MenuItem {
    substitutes = List.copyOf(substitutes);
    dayparts = Set.copyOf(dayparts);
    par = Map.copyOf(par);
  }

  /// From raw to waste.
  public Duration life() {
    return lead.plus(hold);
  }
}
