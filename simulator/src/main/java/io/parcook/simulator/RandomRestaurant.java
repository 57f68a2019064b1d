package io.parcook.simulator;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Makes up stores for training.
final class RandomRestaurant {

  private record Place(String zone, String country, Climate climate) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("Europe/Berlin", "de", Climate.TEMPERATE),
          new Place("Europe/Madrid", "es", new Climate(15, 9, 0.2)),
          new Place("Europe/London", "gb", new Climate(11, 6, 0.42)),
          new Place("America/New_York", "us", new Climate(13, 12, 0.33)),
          new Place("America/Denver", "us", new Climate(10, 12, 0.2)),
          new Place("Europe/Stockholm", "se", new Climate(7, 10, 0.38)));

  private RandomRestaurant() {}

  static Restaurant of(long seed) {
    Dice dice = Dice.of(seed, 0, "restaurant");
    Place place = PLACES.get(dice.between(0, PLACES.size() - 1));
    double orders = Math.exp(dice.between(Math.log(100), Math.log(1_500)));
    int items = (int) Math.round(Math.exp(dice.between(Math.log(8), Math.log(60))));
    return new Restaurant(
        "made-up-" + Long.toUnsignedString(seed),
        ZoneId.of(place.zone()),
        place.country(),
        seed,
        orders,
        Menus.random(dice, items),
        week(dice),
        place.climate(),
        habits(dice, orders));
  }

  private static Map<DayOfWeek, DayShape> week(Dice dice) {
    double leisure = dice.gaussian();
    boolean breakfast = dice.chance(0.5);
    boolean late = dice.chance(0.4);
    LocalTime opens = LocalTime.of(breakfast ? dice.between(5, 7) : dice.between(9, 11), 0);
    LocalTime closes = LocalTime.of(late ? dice.between(0, 3) : dice.between(20, 23), 0);
    boolean closedOnMonday = dice.chance(0.06);
    double[] taste = new double[Daypart.values().length];
    for (int i = 0; i < taste.length; i++) {
      taste[i] = dice.lognormal(1, 0.35);
    }
    Map<DayOfWeek, DayShape> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      boolean weekend = day.compareTo(DayOfWeek.FRIDAY) > 0;
      double free = weekend ? 1 : day == DayOfWeek.FRIDAY ? 0.5 : -0.4;
      double level = Math.exp(0.25 * leisure * free) * dice.lognormal(1, 0.06);
      boolean closed = closedOnMonday && day == DayOfWeek.MONDAY;
      week.put(
          day,
          new DayShape(
              opens,
              closed ? opens : closes,
              level,
              Restaurant.shares(
                  (weekend ? 0.10 : 0.15) * taste[0],
                  (weekend ? 0.26 : 0.33) * taste[1],
                  (weekend ? 0.20 : 0.14) * taste[2],
                  0.30 * taste[3],
                  (weekend ? 0.14 : 0.08) * taste[4])));
    }
    return week;
  }

  private static Habits habits(Dice dice, double orders) {
    double drive = dice.chance(0.5) ? dice.between(0.2, 0.6) : 0;
    double delivery = dice.chance(0.7) ? dice.between(0.05, 0.3) : 0;
    return new Habits(
        Map.of(Channel.COUNTER, 1 - drive * 0.8, Channel.DRIVE, drive, Channel.DELIVERY, delivery),
        dice.between(1.5, 6.0),
        Math.max(1, (int) Math.round(orders / 200)),
        dice.between(25.0, 60.0),
        dice.between(0.03, 0.4),
        dice.between(0.0, 0.08),
        dice.between(0.0, 0.02),
        dice.between(0.0, 0.005),
        dice.between(0.0, 0.8) / orders,
        dice.between(30.0, 180.0),
        dice.between(0.2, 0.7),
        dice.between(0.0, 0.4),
        dice.between(0, 4),
        dice.between(0.04, 0.18),
        dice.between(0.02, 0.25));
  }
}
