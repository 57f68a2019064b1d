package io.parcook.simulator;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A store to simulate. Equal restaurants have equal days.
///
/// @param store the store's name; the sources of its events begin with `/store/` and this name
/// @param zone where its wall clock is
/// @param country ISO 3166 code, for the public holidays
/// @param seed names everything that is left to chance
/// @param orders orders of a mean day
/// @param menu what is on offer
/// @param week how each weekday goes
public record Restaurant(
    String store,
    ZoneId zone,
    String country,
    long seed,
    double orders,
    List<MenuItem> menu,
    Map<DayOfWeek, DayShape> week,
    Climate climate,
    Habits habits) {

  public Restaurant {
    menu = List.copyOf(menu);
    week = Map.copyOf(week);
    if (menu.isEmpty() || week.size() != 7 || orders < 0) {
      throw new IllegalArgumentException(
          "A restaurant needs a menu, all seven weekdays, and 0 or more orders a day");
    }
  }

  /// The usual store: sixteen items, some 500 orders a day, open from seven to midnight.
  public static Restaurant usual(String store, ZoneId zone, long seed) {
    Map<DayOfWeek, DayShape> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, usualDay(day));
    }
    return new Restaurant(
        store, zone, "de", seed, 500, Menus.fastFood(), week, Climate.TEMPERATE, Habits.USUAL);
  }

  /// A made-up store that differs from others in all that stores differ in: 100 to 1,500 orders a
  /// day, 8 to 60 items, weekdays, dayparts, hours, climate, channels and habits.
  public static Restaurant random(long seed) {
    return RandomRestaurant.of(seed);
  }

  /// The same store under another name and wall clock.
  public Restaurant at(String name, ZoneId place) {
    return new Restaurant(name, place, country, seed, orders, menu, week, climate, habits);
  }

  public Restaurant withHabits(Habits other) {
    return new Restaurant(store, zone, country, seed, orders, menu, week, climate, other);
  }

  public Restaurant withOrders(double other) {
    return new Restaurant(store, zone, country, seed, other, menu, week, climate, habits);
  }

  private static DayShape usualDay(DayOfWeek day) {
    boolean weekend = day.compareTo(DayOfWeek.FRIDAY) > 0;
    double level =
        switch (day) {
          case MONDAY, TUESDAY -> 0.86;
          case WEDNESDAY -> 0.92;
          case THURSDAY -> 0.96;
          case FRIDAY -> 1.15;
          case SATURDAY -> 1.22;
          case SUNDAY -> 1.03;
        };
    Map<Daypart, Double> shares =
        weekend ? shares(0.10, 0.27, 0.20, 0.30, 0.13) : shares(0.15, 0.32, 0.14, 0.30, 0.09);
    return new DayShape(LocalTime.of(7, 0), LocalTime.MIDNIGHT, level, shares);
  }

  static Map<Daypart, Double> shares(
      double breakfast, double lunch, double afternoon, double dinner, double late) {
    return Map.of(
        Daypart.BREAKFAST,
        breakfast,
        Daypart.LUNCH,
        lunch,
        Daypart.AFTERNOON,
        afternoon,
        Daypart.DINNER,
        dinner,
        Daypart.LATE,
        late);
  }
}
