package io.parcook.cli.kitchen;

import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.menu.Menu;
import io.parcook.simulator.Restaurant;
import io.parcook.simulator.Simulation;
import io.parcook.tuning.dataset.OrderFile;
import io.parcook.tuning.dataset.OrderLine;
import io.parcook.tuning.dataset.OrderMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What orders took of the kitchen's items, each at its moment. Portions taken back are left out:
/// they were cooked for someone.
public final class Orders {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<Taken> taken = new ArrayList<>();
  private final Map<String, TreeMap<Instant, Integer>> byItem = new HashMap<>();

  private Orders() {}

  /// Reads an order file.
  public static Orders read(Path file, OrderMapping mapping, Menu menu) throws IOException {
    var orders = new Orders();
    try (OrderFile lines = OrderFile.open(file, mapping)) {
      while (lines.hasNext()) {
        OrderLine line = lines.next();
        orders.add(menu, line.time(), line.item(), line.quantity());
      }
    }
    return orders.sorted();
  }

  /// Lets a restaurant run.
  public static Orders simulate(Restaurant restaurant, Instant from, Instant until, Menu menu) {
    var orders = new Orders();
    var simulation = new Simulation(restaurant, from, until);
    while (simulation.hasNext()) {
      if (simulation.next() instanceof Sale sale) {
        for (SaleLine line : sale.lines()) {
          orders.add(menu, sale.time(), line.item(), line.delta());
        }
      }
    }
    return orders.sorted();
  }

  private void add(Menu menu, Instant time, String code, int quantity) {
    if (quantity > 0) {
      menu.recipe(code)
          .forEach(
              (item, each) -> {
                taken.add(new Taken(time, item, each * quantity));
                byItem
                    .computeIfAbsent(item, _ -> new TreeMap<>())
                    .merge(time, each * quantity, Integer::sum);
              });
    }
  }

  private Orders sorted() {
    taken.sort(Comparator.comparing(Taken::time));
    return this;
  }

  /// What was taken in `[from, until)`, in time order.
  List<Taken> between(Instant from, Instant until) {
    int begin = place(from);
    return Collections.unmodifiableList(taken.subList(begin, Math.max(begin, place(until))));
  }

  private int place(Instant moment) {
    int low = 0;
    int high = taken.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (taken.get(middle).time().isBefore(moment)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Portions of an item taken in `[from, until)`.
  int portions(String item, Instant from, Instant until) {
    return byItem.getOrDefault(item, new TreeMap<>()).subMap(from, until).values().stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  /// What will be taken, as if it were known.
  Map<String, DemandPaths> known(Menu menu, Instant from, Duration horizon) {
    var paths = new HashMap<String, DemandPaths>();
    int steps = (int) horizon.dividedBy(MINUTE) + 1;
    for (String item : menu.items().keySet()) {
      float[] values = new float[steps];
      byItem
          .getOrDefault(item, new TreeMap<>())
          .subMap(from, from.plus(MINUTE.multipliedBy(steps)))
          .forEach(
              (time, portions) ->
                  values[(int) Duration.between(from, time).dividedBy(MINUTE)] += portions);
      paths.put(item, new DemandPaths(from, MINUTE, 1, steps, values, values));
    }
    return paths;
  }
}
