package io.parcook.plan.cook;

import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.kitchen.Kitchen;
import io.parcook.plan.kitchen.KitchenChange;
import io.parcook.plan.menu.Batches;
import io.parcook.plan.menu.Daypart;
import io.parcook.plan.menu.Equipment;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import io.parcook.plan.menu.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Random menus, kitchens and demands, by their seeds.
final class Kitchens {

  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final int STEPS = 16;

  private Kitchens() {}

  static Menu menu(SplittableRandom random, int items, int capacity) {
    var made = new LinkedHashMap<String, MenuItem>();
    for (int i = 0; i < items; i++) {
      int minimum = random.nextInt(1, 5);
      String name = "item-" + i;
      made.put(
          name,
          new MenuItem(
              name,
              "station-" + i % 2,
              new Batches(minimum, random.nextInt(1, 4), minimum + random.nextInt(12)),
              Duration.ofMinutes(random.nextInt(2, 20)),
              Duration.ofMinutes(random.nextInt(10, 90)),
              random.nextDouble(0.2, 1.5),
              random.nextDouble(0.5, 5),
              new Place("fryer", 1),
              List.of(),
              Set.of("day"),
              Map.of("day", random.nextInt(10))));
    }
    return new Menu(
        List.of(new Daypart("day", LocalTime.MIDNIGHT)),
        Map.of("fryer", new Equipment("fryer", capacity)),
        made,
        Map.of());
  }

  /// One item that keeps for an hour and more.
  static Menu longHeld() {
    long seed = 0;
    Menu menu = menu(new SplittableRandom(seed), 1, 3);
    while (menu.item("item-0").hold().compareTo(Duration.ofHours(1)) < 0) {
      menu = menu(new SplittableRandom(++seed), 1, 3);
    }
    return menu;
  }

  static Map<String, DemandPaths> demand(SplittableRandom random, Menu menu, Instant now) {
    var demand = new HashMap<String, DemandPaths>();
    for (String item : menu.items().keySet()) {
      if (random.nextInt(6) == 0) {
        continue;
      }
      double level = random.nextDouble(0.1, 9);
      float[] values = new float[24 * STEPS];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (-Math.log(1 - random.nextDouble()) * level);
      }
      float[] usual = new float[STEPS];
      Arrays.fill(usual, (float) level);
      Instant from = now.minusSeconds(now.getEpochSecond() % 900);
      demand.put(item, new DemandPaths(from, Duration.ofMinutes(15), 24, STEPS, values, usual));
    }
    return demand;
  }

  static Kitchen kitchen(SplittableRandom random, Menu menu, Instant now) {
    Kitchen kitchen = Kitchen.empty(menu, Duration.ofMinutes(10));
    for (MenuItem item : menu.items().values()) {
      for (int lot = random.nextInt(3); lot > 0; lot--) {
        Instant ready = now.minusSeconds(random.nextInt(3600));
        kitchen =
            kitchen.apply(new KitchenChange.Cooked(ready, item.name(), random.nextInt(1, 10)));
      }
    }
    return kitchen.at(now);
  }

  static PlanInput input(
      Instant now, Map<String, DemandPaths> demand, Kitchen kitchen, Plan before) {
    return new PlanInput(now, ZoneOffset.UTC, demand, kitchen, before, List.of(), null);
  }
}
