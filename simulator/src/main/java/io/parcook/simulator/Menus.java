package io.parcook.simulator;

import static io.parcook.simulator.Course.DRINK;
import static io.parcook.simulator.Course.MAIN;
import static io.parcook.simulator.Course.SIDE;
import static io.parcook.simulator.Course.SWEET;
import static io.parcook.simulator.Daypart.AFTERNOON;
import static io.parcook.simulator.Daypart.BREAKFAST;
import static io.parcook.simulator.Daypart.DINNER;
import static io.parcook.simulator.Daypart.LATE;
import static io.parcook.simulator.Daypart.LUNCH;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Menus to simulate with.
public final class Menus {

  private static final Map<Daypart, Double> NOT_FOR_BREAKFAST = Map.of(BREAKFAST, 0.02);

  /// One share in each course, see [#course].
  private static final double[] EVEN_SHARES = {0.2, 0.5, 0.7, 0.9};

  private static final List<MenuItem> FAST_FOOD =
      List.of(
          new MenuItem("cheeseburger", MAIN, 30, NOT_FOR_BREAKFAST, 0),
          new MenuItem("burger", MAIN, 20, NOT_FOR_BREAKFAST, 0),
          new MenuItem("nuggets-6", MAIN, 16, Map.of(BREAKFAST, 0.02, AFTERNOON, 1.4), 0),
          new MenuItem("nuggets-9", MAIN, 10, Map.of(BREAKFAST, 0.0, DINNER, 1.3), 0),
          new MenuItem("chicken-wrap", MAIN, 11, Map.of(BREAKFAST, 0.05, LUNCH, 1.4), 0.05),
          new MenuItem("salad", MAIN, 5, Map.of(BREAKFAST, 0.0, LUNCH, 1.5, LATE, 0.4), 0.25),
          new MenuItem(
              "breakfast-muffin",
              MAIN,
              45,
              Map.of(BREAKFAST, 1.0, LUNCH, 0.01, AFTERNOON, 0.0, DINNER, 0.0, LATE, 0.0),
              0),
          new MenuItem("fries", SIDE, 70, Map.of(BREAKFAST, 0.1), 0),
          new MenuItem("potato-wedges", SIDE, 15, Map.of(BREAKFAST, 0.05, DINNER, 1.3), 0),
          new MenuItem("hash-brown", SIDE, 20, Map.of(BREAKFAST, 2.0, LUNCH, 0.0, DINNER, 0.0), 0),
          new MenuItem("coffee", DRINK, 16, Map.of(BREAKFAST, 5.0, AFTERNOON, 2.0), -0.2),
          new MenuItem("cola", DRINK, 40, Map.of(BREAKFAST, 0.3), 0.15),
          new MenuItem("orange-juice", DRINK, 8, Map.of(BREAKFAST, 2.5), 0.1),
          new MenuItem("shake", SWEET, 12, Map.of(AFTERNOON, 1.4), 0.2),
          new MenuItem("ice-cream", SWEET, 20, Map.of(BREAKFAST, 0.1), 0.5),
          new MenuItem("apple-pie", SWEET, 10, Map.of(BREAKFAST, 1.5), -0.15));

  private Menus() {}

  /// A fast-food menu of sixteen items.
  public static List<MenuItem> fastFood() {
    return FAST_FOOD;
  }

  /// A made-up menu: popularities fall off as a power of the rank within the course, and each item
  /// has its own dayparts and its own liking for the weather.
  ///
  /// @param size items, 8 or more
  static List<MenuItem> random(Dice dice, int size) {
    List<MenuItem> menu = new ArrayList<>();
    double steepness = dice.between(0.6, 1.3);
    Map<Course, Integer> ranks = new EnumMap<>(Course.class);
    for (int i = 0; i < size; i++) {
      Course course = course(i < 8 ? EVEN_SHARES[i % 4] : dice.between(0.0, 1.0));
      int rank = ranks.merge(course, 1, Integer::sum);
      double popularity = 100 * Math.pow(rank, -steepness) * dice.lognormal(1, 0.3);
      menu.add(
          new MenuItem(
              course.name().toLowerCase(Locale.ROOT) + "-" + rank,
              course,
              popularity,
              taste(dice),
              course == DRINK || course == SWEET
                  ? 0.25 * dice.gaussian()
                  : 0.05 * dice.gaussian()));
    }
    return List.copyOf(menu);
  }

  private static Course course(double share) {
    return share < 0.45 ? MAIN : share < 0.65 ? SIDE : share < 0.85 ? DRINK : SWEET;
  }

  private static Map<Daypart, Double> taste(Dice dice) {
    boolean breakfastOnly = dice.chance(0.08);
    boolean notForBreakfast = dice.chance(0.4);
    Map<Daypart, Double> taste = new EnumMap<>(Daypart.class);
    for (Daypart daypart : Daypart.values()) {
      double liking = dice.lognormal(1, 0.4);
      boolean served = daypart == BREAKFAST ? !notForBreakfast : !breakfastOnly;
      taste.put(daypart, served ? liking : 0.01 * liking);
    }
    return taste;
  }
}
