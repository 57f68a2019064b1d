package io.parcook.cli.kitchen;

import io.parcook.plan.cook.Plan;
import io.parcook.plan.cook.PlannedBatch;
import io.parcook.plan.kitchen.Cooking;
import io.parcook.plan.kitchen.ItemStock;
import io.parcook.plan.kitchen.Kitchen;
import io.parcook.plan.kitchen.KitchenChange;
import io.parcook.plan.menu.Menu;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/// Days of a kitchen: at every review it starts what the plan says, batches become ready,
/// orders take the oldest portions, what is not there is lost, what is too old is waste.
final class KitchenDays {

  private final Menu menu;
  private final Orders orders;
  private final ZoneId zone;
  private final LocalDate first;
  private final int days;
  private final Duration review;

  KitchenDays(Menu menu, Orders orders, ZoneId zone, LocalDate first, int days, Duration review) {
    this.menu = menu;
    this.orders = orders;
    this.zone = zone;
    this.first = first;
    this.days = days;
    this.review = review;
  }

  Outcome run(double knob, Policy policy) {
    long wanted = 0;
    long missing = 0;
    long wasted = 0;
    for (int day = 0; day < days; day++) {
      Kitchen end = day(first.plusDays(day), policy);
      for (ItemStock stock : end.stocks().values()) {
        wanted += stock.tally().sold();
        missing += stock.tally().missing();
        wasted += stock.tally().wasted() + stock.onHand();
      }
    }
    return new Outcome(knob, wanted, missing, wasted);
  }

  private Kitchen day(LocalDate date, Policy policy) {
    Instant midnight = date.atStartOfDay(zone).toInstant();
    Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
    Kitchen kitchen = Kitchen.empty(menu, Duration.ZERO);
    if (orders.between(midnight, end).isEmpty()) {
      return kitchen;
    }
    Plan plan = Plan.empty(midnight);
    for (Instant now = midnight; now.isBefore(end); now = now.plus(review)) {
      kitchen = ready(kitchen.at(now), now);
      plan = policy.plan(now, kitchen, plan);
      for (PlannedBatch batch : plan.now()) {
        kitchen =
            kitchen.apply(
                new KitchenChange.Started(now, batch.id(), batch.item(), batch.portions()));
      }
      for (Taken one : orders.between(now, now.plus(review))) {
        kitchen =
            ready(kitchen, one.time())
                .apply(new KitchenChange.Sold(one.time(), one.item(), one.portions()));
      }
    }
    return ready(kitchen, end.plus(Duration.ofDays(1)));
  }

  private static Kitchen ready(Kitchen kitchen, Instant now) {
    Kitchen later = kitchen;
    List<Cooking> due =
        kitchen.cooking().stream()
            .filter(batch -> !batch.ready().isAfter(now))
            .sorted(Comparator.comparing(Cooking::ready))
            .toList();
    for (Cooking batch : due) {
      later = later.apply(new KitchenChange.Ready(batch.ready(), batch.batch()));
    }
    return later;
  }
}
