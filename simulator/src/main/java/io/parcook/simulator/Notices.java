package io.parcook.simulator;

import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.ContextFact;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.StoreEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/// What the store is told ahead: weather, opening hours, promotions.
final class Notices {

  private static final int AHEAD = 7;

  private final Restaurant restaurant;
  private final Consumer<StoreEvent> out;

  Notices(Restaurant restaurant, Consumer<StoreEvent> out) {
    this.restaurant = restaurant;
    this.out = out;
  }

  /// At midnight: the weather of today and tomorrow, tomorrow's hours, and the promotions that
  /// begin today or in a week.
  void daily(LocalDate date) {
    Instant midnight = midnight(date);
    LocalDate tomorrow = date.plusDays(1);
    String prefix = date + "-";
    tell(prefix + "weather-0", midnight, weather(date, today(date)));
    tell(prefix + "weather-1", midnight, weather(tomorrow, foreseen(tomorrow)));
    tell(prefix + "hours-1", midnight, hours(tomorrow));
    int number = 0;
    for (PlannedPromotion p : promotions(date)) {
      if (p.first().equals(date) || p.first().equals(date.plusDays(AHEAD))) {
        tell(prefix + "promotion-" + number++, midnight, promotion(p));
      }
    }
  }

  /// What someone needs to be told who begins to listen now.
  void standing(Instant now) {
    LocalDate date = LocalDate.ofInstant(now, restaurant.zone());
    String prefix = "since-" + now + "-";
    tell(prefix + "weather", now, weather(date, today(date)));
    tell(prefix + "tomorrow", now, weather(date.plusDays(1), foreseen(date.plusDays(1))));
    tell(prefix + "hours-0", now, hours(date));
    tell(prefix + "hours-1", now, hours(date.plusDays(1)));
    List<PlannedPromotion> plan = promotions(date);
    for (int i = 0; i < plan.size(); i++) {
      tell(prefix + "promotion-" + i, now, promotion(plan.get(i)));
    }
  }

  private List<PlannedPromotion> promotions(LocalDate date) {
    return PlannedPromotion.between(restaurant, date, date.plusDays(AHEAD));
  }

  private Climate.Day today(LocalDate date) {
    return restaurant.climate().on(restaurant.seed(), date);
  }

  private Climate.Day foreseen(LocalDate date) {
    return restaurant.climate().foreseen(restaurant.seed(), date);
  }

  private ContextFact weather(LocalDate date, Climate.Day day) {
    return new ContextFact.Weather(
        midnight(date), midnight(date.plusDays(1)), tenths(day.temperature()), tenths(day.rain()));
  }

  private ContextFact hours(LocalDate date) {
    DayShape shape = Conditions.shape(restaurant, date);
    return new ContextFact.OpeningHours(date, shape.opens(), shape.closes());
  }

  private ContextFact promotion(PlannedPromotion p) {
    return new ContextFact.Promotion(
        p.item(), midnight(p.first()), midnight(p.last().plusDays(1)), p.depth());
  }

  private Instant midnight(LocalDate date) {
    return date.atStartOfDay(restaurant.zone()).toInstant();
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private void tell(String id, Instant time, ContextFact fact) {
    EventId identity = new EventId("/store/" + restaurant.store() + "/context", id);
    out.accept(new Context(identity, time, fact));
  }
}
