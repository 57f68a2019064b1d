package io.parcook.service.day;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.ledger.LedgerQueries;
import io.parcook.plan.kitchen.Kitchen;
import io.parcook.plan.kitchen.KitchenChange;
import io.parcook.plan.kitchen.Tally;
import io.parcook.plan.menu.Menu;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One day cooked over again from its events: what was wasted, what was missing, what the manager
/// said. Nothing is said to be missing of an item before the kitchen's book of it begins, with the
/// first portions that somebody made ready or counted, nor where nobody has written into the book
/// for longer than any item keeps (0171).
final class KitchenDay {

  /// What was on hand, and what was sold out, when the day began is known from this long before.
  private static final Duration BEFORE = Duration.ofDays(1);

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /// @param cooked portions made ready
  /// @param wasted portions thrown away or expired
  /// @param stockOuts orders that found less than they took, since the book begins
  record Book(long cooked, long wasted, long stockOuts) {}

  private final Instant start;
  private final Instant end;
  private @Nullable Kitchen kitchen;
  private Map<String, Tally> atStart = Map.of();
  private boolean begun;
  private final Map<String, Long> stockOuts = new HashMap<>();
  private final Duration reach;
  private final Map<String, Instant> kept = new HashMap<>();
  private @Nullable Instant written;
  private @Nullable Instant since;
  private final Map<String, Instant> outSince = new HashMap<>();
  private final Map<String, Duration> out = new HashMap<>();
  private final List<DayJson.Event> events = new ArrayList<>();

  private KitchenDay(@Nullable Menu menu, Instant start, Instant end) {
    this.start = start;
    this.end = end;
    kitchen = menu == null ? null : Kitchen.empty(menu, PATIENCE);
    reach = menu == null ? Duration.ZERO : menu.longestLife().plus(PATIENCE);
  }

  /// @param menu null where the store has none
  /// @param end the day's, or now
  static KitchenDay of(LedgerQueries ledger, @Nullable Menu menu, Instant start, Instant end) {
    KitchenDay day = new KitchenDay(menu, start, end);
    ledger.events(start.minus(BEFORE), end, day::take);
    day.finish();
    return day;
  }

  private void take(StoreEvent event) {
    if (!begun && !event.time().isBefore(start)) {
      begin();
    }
    switch (event) {
      case Stock stock -> take(stock);
      case Adjusted adjusted -> {
        if (!adjusted.time().isBefore(start)) {
          events.add(AdjustmentNews.of(adjusted));
        }
      }
      case Sale _ -> cook(event);
      case Cook cook -> {
        cook(cook);
        write(cook.item(), cook.time(), true);
      }
      case BatchStep step -> {
        cook(step);
        write(step.item(), step.time(), step.step() == BatchStep.Step.READY);
      }
      case Presence _, Context _ -> {}
    }
  }

  /// An entry of the kitchen's book.
  ///
  /// @param knows whether the book knows from here on what there is of the item
  private void write(String item, Instant time, boolean knows) {
    Kitchen now = kitchen;
    if (now == null || !now.menu().items().containsKey(item)) {
      return;
    }
    if (!isKept(time)) {
      kept.clear();
    }
    written = time;
    if (knows) {
      kept.putIfAbsent(item, time);
      since = begun && since == null ? time : since;
    }
  }

  /// Whether the book knew at a moment what there was of an item. A sale may be told long after it
  /// was made: a store's past often comes when its kitchen writes already.
  private boolean isKnown(String item, Instant time) {
    Instant since = kept.get(item);
    return since != null && !time.isBefore(since) && isKept(time);
  }

  private boolean isKept(Instant time) {
    return written != null && written.plus(reach).isAfter(time);
  }

  private void begin() {
    begun = true;
    since = isKept(start) && !kept.isEmpty() ? start : null;
    Kitchen now = kitchen;
    if (now != null) {
      kitchen = now.at(start);
      atStart = tallies(kitchen);
    }
  }

  private void cook(StoreEvent event) {
    Kitchen now = kitchen;
    if (now == null) {
      return;
    }
    for (KitchenChange change : KitchenChange.of(event, now.menu())) {
      switch (change) {
        case KitchenChange.Sold sold -> {
          long missing = now.stock(sold.item()).tally().missing();
          now = isKnown(sold.item(), sold.time()) ? now.apply(sold) : now;
          if (begun && now.stock(sold.item()).tally().missing() > missing) {
            stockOuts.merge(sold.item(), 1L, Long::sum);
          }
        }
        case KitchenChange.GivenBack back ->
            now = isKnown(back.item(), back.time()) ? now.apply(back) : now;
        case KitchenChange.Started _,
            KitchenChange.Ready _,
            KitchenChange.Undone _,
            KitchenChange.Recalled _,
            KitchenChange.Scrapped _,
            KitchenChange.Cooked _,
            KitchenChange.Discarded _,
            KitchenChange.Counted _ ->
            now = now.apply(change);
      }
    }
    kitchen = now;
  }

  private void take(Stock stock) {
    Instant since = outSince.get(stock.item());
    if (!stock.available() && since == null) {
      outSince.put(stock.item(), stock.time());
      if (!stock.time().isBefore(start)) {
        events.add(
            new DayJson.Event(
                stock.time(),
                "sold-out",
                Map.of("item", stock.item()),
                stock.item() + " sold out"));
      }
    } else if (stock.available() && since != null) {
      outSince.remove(stock.item());
      spell(stock.item(), since, stock.time());
    }
  }

  private void spell(String item, Instant from, Instant until) {
    Instant first = from.isBefore(start) ? start : from;
    if (until.isAfter(first)) {
      out.merge(item, Duration.between(first, until), Duration::plus);
    }
  }

  private void finish() {
    if (!begun) {
      begin();
    }
    outSince.forEach((item, since) -> spell(item, since, end));
    Kitchen now = kitchen;
    if (now != null) {
      kitchen = now.at(end);
    }
  }

  private static Map<String, Tally> tallies(Kitchen kitchen) {
    var tallies = new HashMap<String, Tally>();
    kitchen.stocks().forEach((item, stock) -> tallies.put(item, stock.tally()));
    return tallies;
  }

  /// When on this day the kitchen's book begins; null where there is none.
  @Nullable Instant since() {
    return since;
  }

  /// What became of each item of the menu.
  Map<String, Book> books() {
    var books = new HashMap<String, Book>();
    Kitchen now = kitchen;
    if (now != null) {
      now.stocks()
          .forEach(
              (item, stock) -> {
                Tally before = atStart.get(item);
                Tally after = stock.tally();
                books.put(
                    item,
                    new Book(
                        after.cooked() - (before == null ? 0 : before.cooked()),
                        after.wasted() - (before == null ? 0 : before.wasted()),
                        stockOuts.getOrDefault(item, 0L)));
              });
    }
    return books;
  }

  /// Minutes that each item was said to be sold out.
  Map<String, Long> soldOutMinutes() {
    var minutes = new HashMap<String, Long>();
    out.forEach((item, time) -> minutes.put(item, time.toMinutes()));
    return minutes;
  }

  List<DayJson.Event> events() {
    return List.copyOf(events);
  }
}
