package io.parcook.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A promotion in the store's plan, from the first to the last day, both included.
///
/// @param item the item promoted; null for the whole menu
/// @param depth share taken off the price
/// @param uplift factor on what guests want
record PlannedPromotion(
    @Nullable String item, LocalDate first, LocalDate last, double depth, double uplift) {

  private static final int CYCLE = 28;
  private static final int LONGEST = 10;

  boolean runsOn(LocalDate date) {
    return !date.isBefore(first) && !date.isAfter(last);
  }

  /// All promotions that run on a day from `first` to `last`. The plan is drawn up in cycles of
  /// four weeks.
  static List<PlannedPromotion> between(Restaurant restaurant, LocalDate first, LocalDate last) {
    long from = Math.floorDiv(first.toEpochDay() - LONGEST, CYCLE);
    long until = Math.floorDiv(last.toEpochDay(), CYCLE);
    List<PlannedPromotion> plan = new ArrayList<>();
    for (long cycle = from; cycle <= until; cycle++) {
      for (int i = 0; i < restaurant.habits().promotions(); i++) {
        PlannedPromotion promotion = draw(restaurant, cycle, i);
        if (!promotion.first().isAfter(last) && !promotion.last().isBefore(first)) {
          plan.add(promotion);
        }
      }
    }
    return plan;
  }

  private static PlannedPromotion draw(Restaurant restaurant, long cycle, int number) {
    Dice dice = Dice.of(restaurant.seed(), cycle, "promotion " + number);
    LocalDate first = LocalDate.ofEpochDay(cycle * CYCLE + dice.between(0, CYCLE - 1));
    LocalDate last = first.plusDays(dice.between(2, LONGEST - 1));
    double depth = Math.round(dice.between(0.15, 0.40) * 20) / 20.0;
    boolean wholeMenu = dice.chance(0.1);
    List<MenuItem> menu = restaurant.menu();
    String item = wholeMenu ? null : menu.get(dice.between(0, menu.size() - 1)).item();
    double strength = wholeMenu ? 0.6 : 2.2;
    return new PlannedPromotion(
        item, first, last, depth, Math.exp(strength * depth) * dice.lognormal(1, 0.1));
  }
}
