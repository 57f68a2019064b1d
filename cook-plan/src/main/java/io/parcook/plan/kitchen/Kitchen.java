package io.parcook.plan.kitchen;

import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
/// @param finished what became ready in the last [#RECALL], in that order; it may be recalled
public record Kitchen(
    Menu menu,
    Duration patience,
    Map<String, ItemStock> stocks,
    List<Cooking> cooking,
    List<Cooking> finished) {

  /// How long a batch that became ready may still be recalled.
  public static final Duration RECALL = Duration.ofMinutes(10);

  private static final int MOST_FINISHED = 200;

  public Kitchen {
    stocks = Map.copyOf(stocks);
    cooking = List.copyOf(cooking);
    finished = List.copyOf(finished);
  }

  /// A kitchen in which nothing has happened.
  public static Kitchen empty(Menu menu, Duration patience) {
    return new Kitchen(menu, patience, Map.of(), List.of(), List.of());
  }

  public ItemStock stock(String item) {
    return stocks.getOrDefault(item, ItemStock.EMPTY);
  }

  /// The kitchen at a moment: what passed its hold time by then is waste, and counted so; a batch
  /// of which nobody said that it became ready, and which would have passed its hold time too, is
  /// forgotten.
  public Kitchen at(Instant now) {
    var aged = new HashMap<String, ItemStock>();
    stocks.forEach((item, stock) -> aged.put(item, stock.at(now, patience)));
    List<Cooking> remembered = cooking.stream().filter(one -> !isForgotten(one, now)).toList();
    return new Kitchen(menu, patience, aged, remembered, lately(now));
  }

  /// The same kitchen with another menu: what that does not have is gone.
  public Kitchen with(Menu other) {
    var kept = new HashMap<>(stocks);
    kept.keySet().retainAll(other.items().keySet());
    List<Cooking> known =
        cooking.stream().filter(one -> other.items().containsKey(one.item())).toList();
    return new Kitchen(other, patience, kept, known, finished);
  }

  private boolean isForgotten(Cooking batch, Instant now) {
    MenuItem made = menu.items().get(batch.item());
    return made == null || !batch.ready().plus(made.hold()).isAfter(now);
  }

  private List<Cooking> lately(Instant now) {
    return finished.stream().filter(one -> one.ready().plus(RECALL).isAfter(now)).toList();
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
        yield new Kitchen(menu, patience, stocks, more, finished);
      }
      case KitchenChange.Ready(Instant time, String batch) -> ready(time, batch);
      case KitchenChange.Undone(_, String batch) -> without(batch);
      case KitchenChange.Recalled(Instant time, String batch) -> recalled(time, batch);
      case KitchenChange.Scrapped(Instant time, String batch) -> scrapped(time, batch);
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

  private Kitchen ready(Instant time, String batch) {
    for (Cooking one : cooking) {
      if (one.batch().equals(batch)) {
        var done = new ArrayList<>(lately(time));
        done.add(new Cooking(batch, one.item(), one.portions(), one.started(), time));
        List<Cooking> last = done.subList(Math.max(0, done.size() - MOST_FINISHED), done.size());
        Kitchen served = without(batch).cooked(one.item(), one.portions(), time);
        return new Kitchen(menu, patience, served.stocks, served.cooking, last);
      }
    }
    return this;
  }

  private Kitchen recalled(Instant time, String batch) {
    for (Cooking one : finished) {
      MenuItem made = menu.items().get(one.item());
      if (one.batch().equals(batch) && made != null) {
        Kitchen back = with(one.item(), time, stock -> stock.recalled(one, time));
        var more = new ArrayList<>(cooking);
        Instant ready = one.started().plus(made.lead());
        more.add(new Cooking(batch, one.item(), one.portions(), one.started(), ready));
        more.sort(Comparator.comparing(Cooking::started));
        return new Kitchen(menu, patience, back.stocks, more, unfinished(batch));
      }
    }
    return this;
  }

  private Kitchen scrapped(Instant time, String batch) {
    for (Cooking one : cooking) {
      if (one.batch().equals(batch)) {
        return without(batch).with(one.item(), time, stock -> stock.scrapped(one.portions()));
      }
    }
    for (Cooking one : finished) {
      if (one.batch().equals(batch)) {
        Kitchen less = with(one.item(), time, stock -> stock.discarded(one.portions()));
        return new Kitchen(menu, patience, less.stocks, cooking, unfinished(batch));
      }
    }
    return this;
  }

  private List<Cooking> unfinished(String batch) {
    return finished.stream().filter(one -> !one.batch().equals(batch)).toList();
  }

  private Kitchen cooked(String item, int portions, Instant ready) {
    MenuItem made = menu.items().get(item);
    return made == null
        ? this
        : with(item, ready, stock -> stock.cooked(portions, ready, ready.plus(made.hold())));
  }

  private Kitchen without(String batch) {
    List<Cooking> others = cooking.stream().filter(one -> !one.batch().equals(batch)).toList();
    return new Kitchen(menu, patience, stocks, others, finished);
  }

  private Kitchen with(String item, Instant time, UnaryOperator<ItemStock> change) {
    if (!menu.items().containsKey(item)) {
      return this;
    }
    var changed = new HashMap<>(stocks);
    changed.put(item, change.apply(stock(item).at(time, patience)));
    return new Kitchen(menu, patience, changed, cooking, finished);
  }
}
