package io.parcook.simulator;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What there is to sell on one date. An item runs out with the portion sold, so busy items at busy
/// hours run out most; it is back after a while, at the latest when the store closes.
final class Shelf {

  private static final double[] NOTHING = {};

  private final Restaurant restaurant;
  private final Conditions conditions;
  private final Instant closes;
  private final Dice dice;
  private final Consumer<StoreEvent> out;
  private final Map<String, Instant> outUntil = new HashMap<>();
  private final Map<Course, List<MenuItem>> courses = new EnumMap<>(Course.class);
  private final Map<Daypart, Map<Course, double[]>> weights = new EnumMap<>(Daypart.class);
  private int spells;

  Shelf(Restaurant restaurant, Conditions conditions, Instant closes, Consumer<StoreEvent> out) {
    this.restaurant = restaurant;
    this.conditions = conditions;
    this.closes = closes;
    this.out = out;
    this.dice = Dice.of(restaurant.seed(), conditions.date().toEpochDay(), "shelf");
    for (Course course : Course.values()) {
      courses.put(course, restaurant.menu().stream().filter(i -> i.course() == course).toList());
    }
    for (Daypart daypart : Daypart.values()) {
      Map<Course, double[]> byCourse = new EnumMap<>(Course.class);
      courses.forEach(
          (course, items) ->
              byCourse.put(
                  course,
                  items.stream().mapToDouble(i -> conditions.weight(i, daypart)).toArray()));
      weights.put(daypart, byCourse);
    }
  }

  /// What a guest wants of a course, sold out or not; null if the menu has nothing for him.
  @Nullable MenuItem wanted(Course course, Daypart daypart, Dice guest) {
    return choose(course, guest.pick(weights(daypart, course)));
  }

  /// What a guest gets who wants an item: that, a substitute, or null.
  @Nullable MenuItem take(MenuItem wanted, Daypart daypart, Instant time) {
    MenuItem got = isOut(wanted, time) ? substitute(wanted, daypart, time) : wanted;
    if (got != null && dice.chance(restaurant.habits().soldOut())) {
      runOut(got, time);
    }
    return got;
  }

  private @Nullable MenuItem substitute(MenuItem wanted, Daypart daypart, Instant time) {
    if (!dice.chance(restaurant.habits().substitutes())) {
      return null;
    }
    double[] left = weights(daypart, wanted.course()).clone();
    List<MenuItem> items = courses.getOrDefault(wanted.course(), List.of());
    for (int i = 0; i < left.length; i++) {
      left[i] = isOut(items.get(i), time) ? 0 : left[i];
    }
    return choose(wanted.course(), dice.pick(left));
  }

  private void runOut(MenuItem item, Instant time) {
    Instant since = time.plusSeconds(1);
    double minutes = dice.lognormal(restaurant.habits().backIn(), 0.6);
    Instant back = since.plus(Duration.ofMillis((long) (minutes * 60_000)));
    Instant until = back.isAfter(closes) ? closes : back;
    if (until.isAfter(since)) {
      outUntil.put(item.item(), until);
      String id = conditions.date() + "-" + ++spells;
      out.accept(new Stock(id(id + "-out"), since, item.item(), false));
      out.accept(new Stock(id(id + "-back"), until, item.item(), true));
    }
  }

  private EventId id(String id) {
    return new EventId("/store/" + restaurant.store() + "/kitchen", id);
  }

  private boolean isOut(MenuItem item, Instant time) {
    Instant until = outUntil.get(item.item());
    return until != null && time.isBefore(until);
  }

  private @Nullable MenuItem choose(Course course, int choice) {
    return choice < 0 ? null : courses.getOrDefault(course, List.of()).get(choice);
  }

  private double[] weights(Daypart daypart, Course course) {
    return weights.getOrDefault(daypart, Map.of()).getOrDefault(course, NOTHING);
  }
}
