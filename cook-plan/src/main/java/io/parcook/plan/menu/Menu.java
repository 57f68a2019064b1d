package io.parcook.plan.menu;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the kitchen cooks, how, and what an order takes of it. Read it with [MenuReader].
///
/// @param dayparts by their beginning; before the first one the last of the day before goes on
/// @param equipment by its name
/// @param items by their name, in the file's order
/// @param orders by the code on the till: which items one order takes, and how many portions
public record Menu(
    List<Daypart> dayparts,
    Map<String, Equipment> equipment,
    Map<String, MenuItem> items,
    Map<String, Map<String, Integer>> orders) {

  public Menu {
    dayparts = List.copyOf(dayparts);
    equipment = Collections.unmodifiableMap(new LinkedHashMap<>(equipment));
    items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
    orders = Collections.unmodifiableMap(new LinkedHashMap<>(orders));
  }

  /// An item that the menu has.
  ///
  /// @throws IllegalArgumentException if it does not
  public MenuItem item(String name) {
    MenuItem item = items.get(name);
    if (item == null) {
      throw new IllegalArgumentException("The menu has no item '" + name + "'");
    }
    return item;
  }

  /// From raw to waste, of the item that this takes longest; zero for a menu without items.
  public Duration longestLife() {
    return items.values().stream()
        .map(MenuItem::life)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /// The places of a piece of equipment; 0 for one that the menu does not have.
  public int capacity(String name) {
    Equipment found = equipment.get(name);
    return found == null ? 0 : found.capacity();
  }

  /// The daypart that a time of the day falls in.
  public Daypart daypart(LocalTime time) {
    Daypart current = dayparts.getLast();
    for (Daypart daypart : dayparts) {
      if (!daypart.from().isAfter(time)) {
        current = daypart;
      }
    }
    return current;
  }

  /// The portions that one order of a till's item takes, by item of the menu; empty for what the
  /// kitchen does not cook.
  public Map<String, Integer> recipe(String code) {
    Map<String, Integer> recipe = orders.get(code);
    if (recipe != null) {
      return recipe;
    }
    return items.containsKey(code) ? Map.of(code, 1) : Map.of();
  }

  /// The till's codes that take an item, and the portions each takes: what a forecast of the item
  /// adds up.
  public Map<String, Integer> takers(String item) {
    var takers = new LinkedHashMap<String, Integer>();
    if (!orders.containsKey(item)) {
      takers.put(item, 1);
    }
    orders.forEach(
        (code, recipe) -> {
          Integer portions = recipe.get(item);
          if (portions != null) {
            takers.put(code, portions);
          }
        });
    return takers;
  }
}
