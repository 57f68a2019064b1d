package io.parcook.plan.kitchen;

import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What is on hand, cooking and owed: a value, and [#apply] the only way on. The same changes give
/// the same kitchen, whenever they are applied.
///
/// @param patience how long an order is owed before it is thought served or lost
/// @param stocks by item; absent where nothing ever happened
/// @param cooking in the order they were started
public record Kitchen(
    Menu menu, Duration patience, Map<String, ItemStock> stocks, List<Cooking> cooking) {

  public Kitchen {
    stocks = Map.copyOf(stocks);
    cooking = List.copyOf(cooking);
  }

  /// A kitchen in which nothing has happened.
  public static Kitchen empty(Menu menu, Duration patience) {
    return new Kitchen(menu, patience, Map.of(), List.of());
  }

  public ItemStock stock(String item) {
    return stocks.getOrDefault(item, ItemStock.EMPTY);
  }

  /// The kitchen at a moment: what passed its hold time by then is waste, and counted so.
  public Kitchen at(Instant now) {
    var aged = new HashMap<String, ItemStock>();
    stocks.forEach((item, stock) -> aged.put(item, stock.at(now, patience)));
    return new Kitchen(menu, patience, aged, cooking);
  }

  /// The kitchen after a change. Changes of an item that the menu does not have, and of a batch
  /// that is not cooking, change nothing.
  public Kitchen apply(KitchenChange change) {
    return switch (change) {
      case KitchenChange.Started(Instant time, String batch, String item, int portions) -> {
        MenuItem made = menu.items().get(item);
        if (made == null || cooking.stream().anyMatch(one -> one.batch().equals(batch))) {
          yield this;
        }
        var more = new ArrayList<>(cooking);
        more.add(new Cooking(batch, item, portions, time, time.plus(made.lead())));
        yield new Kitchen(menu, patience, stocks, more);
      }
      case KitchenChange.Ready(Instant time, String batch) -> {
        Kitchen ready = this;
        for (Cooking one : cooking) {
          if (one.batch().equals(batch)) {
            ready = without(batch).cooked(one.item(), one.portions(), time);
          }
        }
        yield ready;
      }
      case KitchenChange.Undone(_, String batch) -> without(batch);
      case KitchenChange.Cooked(Instant time, String item, int portions) ->
          cooked(item, portions, time);
      case KitchenChange.Sold(Instant time, String item, int portions) ->
          with(item, time, stock -> stock.sold(portions, time));
      case KitchenChange.GivenBack(Instant time, String item, int portions) ->
          with(item, time, stock -> stock.givenBack(portions));
      case KitchenChange.Discarded(Instant time, String item, int portions) ->
          with(item, time, stock -> stock.discarded(portions));
      case KitchenChange.Counted(Instant time, String item, int portions) -> {
        MenuItem made = menu.items().get(item);
        yield made == null
            ? this
            : with(item, time, stock -> stock.counted(portions, time, time.plus(made.hold())));
      }
    };
  }

  private Kitchen cooked(String item, int portions, Instant ready) {
    MenuItem made = menu.items().get(item);
    return made == null
        ? this
        : with(item, ready, stock -> stock.cooked(portions, ready, ready.plus(made.hold())));
  }

  private Kitchen without(String batch) {
    List<Cooking> others = cooking.stream().filter(one -> !one.batch().equals(batch)).toList();
    return new Kitchen(menu, patience, stocks, others);
  }

  private Kitchen with(String item, Instant time, UnaryOperator<ItemStock> change) {
    if (!menu.items().containsKey(item)) {
      return this;
    }
    var changed = new HashMap<>(stocks);
    changed.put(item, change.apply(stock(item).at(time, patience)));
    return new Kitchen(menu, patience, changed, cooking);
  }
}
