package io.parcook.simulator;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a date is like for a store, before any guest comes.
///
/// @param orders orders to expect on this date
record Conditions(
    LocalDate date,
    DayShape shape,
    double orders,
    Climate.Day weather,
    List<PlannedPromotion> promotions) {

  private static final Map<String, HolidayManager> HOLIDAYS = new ConcurrentHashMap<>();

  static Conditions of(Restaurant restaurant, LocalDate date) {
    boolean holiday = isHoliday(restaurant.country(), date);
    DayShape shape = shape(restaurant, date, holiday);
    Climate.Day weather = restaurant.climate().on(restaurant.seed(), date);
    List<PlannedPromotion> promotions = PlannedPromotion.between(restaurant, date, date);
    double orders =
        restaurant.orders()
            * shape.level()
            * (holiday ? 0.85 : 1)
            * Math.exp(drift(restaurant, date) + ownFactor(restaurant, date))
            * Math.exp(0.006 * (weather.temperature() - 12) - 0.012 * Math.min(weather.rain(), 20));
    for (PlannedPromotion promotion : promotions) {
      orders *= promotion.item() == null ? promotion.uplift() : 1;
    }
    return new Conditions(date, shape, orders, weather, promotions);
  }

  static DayShape shape(Restaurant restaurant, LocalDate date) {
    return shape(restaurant, date, isHoliday(restaurant.country(), date));
  }

  private static DayShape shape(Restaurant restaurant, LocalDate date, boolean holiday) {
    DayShape own = restaurant.week().get(date.getDayOfWeek());
    DayShape sunday = restaurant.week().get(DayOfWeek.SUNDAY);
    if (own == null || sunday == null) {
      throw new IllegalStateException("a restaurant has all seven weekdays");
    }
    return holiday && !own.isClosed() ? sunday : own;
  }

  /// The chance weight of an item for a guest of a daypart on this date.
  double weight(MenuItem item, Daypart daypart) {
    double weight = item.weight(daypart, weather.temperature());
    for (PlannedPromotion promotion : promotions) {
      weight *= item.item().equals(promotion.item()) ? promotion.uplift() : 1;
    }
    return weight;
  }

  private static double drift(Restaurant restaurant, LocalDate date) {
    Dice phases = Dice.of(restaurant.seed(), 0, "drift");
    double slow = Math.sin(2 * Math.PI * (date.toEpochDay() / 170.0 + phases.between(0.0, 1.0)));
    double quick = Math.sin(2 * Math.PI * (date.toEpochDay() / 67.0 + phases.between(0.0, 1.0)));
    return restaurant.habits().drift() * (slow + 0.5 * quick);
  }

  private static double ownFactor(Restaurant restaurant, LocalDate date) {
    double sigma = restaurant.habits().dayToDay();
    double shock = Dice.of(restaurant.seed(), date.toEpochDay(), "day").gaussian();
    return sigma * shock - sigma * sigma / 2;
  }

  private static boolean isHoliday(String country, LocalDate date) {
    return HOLIDAYS
        .computeIfAbsent(
            country, code -> HolidayManager.getInstance(ManagerParameters.create(code)))
        .isHoliday(date);
  }
}
