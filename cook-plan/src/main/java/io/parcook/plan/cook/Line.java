package io.parcook.plan.cook;

import io.parcook.plan.cook.PlannedBatch.Basis;
import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.kitchen.Cooking;
import io.parcook.plan.kitchen.ItemStock;
import io.parcook.plan.kitchen.Lot;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One item while a plan is made: its demand, and its supply as batches are added to it.
final class Line {

  private final PlanInput input;
  private final Menu menu;
  private final MenuItem item;
  private final @Nullable DemandPaths demand;
  private final Adjustment.@Nullable ParLevel manual;
  private final double missingCost;
  private final ItemStock stock;
  private final List<Supply> onHand = new ArrayList<>();
  private final List<Supply> coming = new ArrayList<>();
  private final Map<Instant, Integer> begun = new HashMap<>();
  private @Nullable Decision decision;

  /// What a batch at a moment would be good for, given what is there by now.
  private record Decision(Instant start, Instant next, Shortfall shortfall) {

    boolean isOf(Instant otherStart, Instant otherNext) {
      return start.equals(otherStart) && next.equals(otherNext);
    }
  }

  /// What a batch finds.
  ///
  /// @param supply by expiry, soonest first
  /// @param owed portions of orders that wait and that nothing serves before
  private record Found(List<Supply> supply, int owed) {}

  /// @param stock as it is now
  /// @param cooking batches of the item
  Line(
      PlanInput input,
      Menu menu,
      MenuItem item,
      ItemStock stock,
      List<Cooking> cooking,
      double caution) {
    this.input = input;
    this.menu = menu;
    this.item = item;
    this.stock = stock;
    this.missingCost = caution * item.missingCost();
    double factor = Adjustment.factor(input.adjustments(), item, input.now());
    this.manual = Adjustment.par(input.adjustments(), item, input.now());
    DemandPaths paths = input.demand().get(item.name());
    this.demand = paths == null || factor == 1 ? paths : paths.times(factor);
    for (Lot lot : stock.lots()) {
      onHand.add(new Supply(lot.portions(), 0, sinceNow(lot.expires())));
    }
    cooking.forEach(batch -> add(batch.portions(), batch.ready()));
  }

  MenuItem item() {
    return item;
  }

  Basis basis() {
    return manual != null ? Basis.MANUAL_PAR : demand == null ? Basis.MENU_PAR : Basis.FORECAST;
  }

  /// Starts a batch at a moment. Those of one moment are told from one look at all supply: what
  /// one of them covers, the next one need not (0170).
  void start(int portions, Instant start) {
    Decision before = decision;
    add(portions, start.plus(item.lead()));
    begun.merge(start, 1, Integer::sum);
    decision =
        before != null && before.start().equals(start)
            ? new Decision(start, before.next(), before.shortfall().beside(portions))
            : null;
  }

  /// How many batches were started at a moment.
  int batchesAt(Instant start) {
    return begun.getOrDefault(start, 0);
  }

  /// Adds portions that become ready; what should have been ready is taken to be so now.
  private void add(int portions, Instant ready) {
    long from = Math.max(0, sinceNow(ready));
    Supply more = new Supply(portions, from, from + item.hold().toMillis());
    int place = coming.size();
    while (place > 0 && coming.get(place - 1).ready() > from) {
      place--;
    }
    if (place > 0 && coming.get(place - 1).ready() == from) {
      coming.set(place - 1, coming.get(place - 1).with(more.portions()));
    } else {
      coming.add(place, more);
    }
  }

  /// What a batch that is started at a moment finds. Orders that wait take from what is ready no
  /// later than this batch; what comes after it comes too late for them.
  private Found found(Instant start) {
    long ready = ready(start);
    int waiting = stock.owed();
    var supply = new ArrayList<Supply>(onHand);
    for (Supply batch : coming) {
      int served = batch.ready() <= ready ? Math.min(waiting, batch.portions()) : 0;
      waiting -= served;
      if (batch.portions() > served) {
        supply.add(batch.with(-served));
      }
    }
    supply.sort(Comparator.comparingLong(Supply::expires));
    return new Found(supply, waiting);
  }

  /// Whether what is started at a moment is ready while it is sold, and can be cooked.
  boolean isSold(Instant start) {
    return !input.soldOut().contains(item.name()) && item.dayparts().contains(daypart(start));
  }

  /// What is to be started at a moment, given all supply; null where it goes by a par level.
  ///
  /// @param next when the next batch may be started
  @Nullable Shortfall shortfall(Instant start, Instant next) {
    if (demand == null || manual != null) {
      return null;
    }
    Decision known = decision;
    if (known != null && known.isOf(start, next)) {
      return known.shortfall();
    }
    Found found = found(start);
    long ready = ready(start);
    Shortfall shortfall =
        Shortfall.of(
            demand,
            sinceNow(demand.from()),
            found.supply(),
            found.owed(),
            ready,
            ready(next),
            ready + item.hold().toMillis());
    decision = new Decision(start, next, shortfall);
    return shortfall;
  }

  int best(Shortfall shortfall) {
    return shortfall.best(item.batches(), missingCost, item.wasteCost());
  }

  /// What a batch saves; below zero where it costs more than it saves.
  double gain(Shortfall shortfall, int portions) {
    return shortfall.cost(0, missingCost, item.wasteCost())
        - shortfall.cost(portions, missingCost, item.wasteCost());
  }

  /// Whether a shown batch saves at least a share of what it wastes.
  boolean isStillWorth(Shortfall shortfall, int portions, double share) {
    double saved = missingCost * shortfall.saved(portions);
    return saved > 1e-9 && saved >= share * item.wasteCost() * shortfall.wasted(portions);
  }

  /// Portions that a par level lacks of those that last until the next batch could be ready.
  int belowPar(Instant start, Instant next) {
    Found found = found(start);
    return Math.max(0, par(start) + found.owed() - lasting(found, next));
  }

  double missingCost() {
    return missingCost;
  }

  Reason why(Instant start, Instant next) {
    Found found = found(start);
    if (found.owed() > 0) {
      return new Reason.Ordered(found.owed(), stock.onHand());
    }
    if (basis() != Basis.FORECAST) {
      return new Reason.BelowPar(par(start), lasting(found, next));
    }
    Instant end = next.plus(item.lead());
    double expected = expected(end);
    Door door = input.door();
    if (door != null && door.isBusy()) {
      return new Reason.AtTheDoor(door.people(), door.usual());
    }
    double usual = demand == null ? 0 : demand.usual(input.now(), end);
    if (expected > 1.25 * usual && expected > usual + 1) {
      return new Reason.MoreThanUsual(expected, usual);
    }
    int old =
        stock.lots().stream()
            .filter(lot -> lot.expires().isBefore(end))
            .mapToInt(Lot::portions)
            .sum();
    return old > 0
        ? new Reason.Expiring(old, expected)
        : new Reason.RunningLow(expected, stock.onHand());
  }

  /// Why a batch that was shown is not cooked after all.
  Reason whyNot(Instant next) {
    return new Reason.Enough(stock.onHand(), expected(next.plus(item.lead())));
  }

  private double expected(Instant end) {
    return demand == null ? 0 : demand.mean(input.now(), end);
  }

  private int lasting(Found found, Instant next) {
    long needed = ready(next);
    return found.supply().stream()
        .filter(lot -> lot.expires() >= needed)
        .mapToInt(Supply::portions)
        .sum();
  }

  private int par(Instant start) {
    return manual == null ? item.par().getOrDefault(daypart(start), 0) : manual.portions();
  }

  private String daypart(Instant start) {
    return menu.daypart(start.plus(item.lead()).atZone(input.zone()).toLocalTime()).name();
  }

  /// When a batch that is started at a moment is ready, milliseconds from now.
  private long ready(Instant start) {
    return sinceNow(start) + item.lead().toMillis();
  }

  private long sinceNow(Instant moment) {
    return Duration.between(input.now(), moment).toMillis();
  }
}
