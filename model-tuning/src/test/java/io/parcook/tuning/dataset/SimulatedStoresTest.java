package io.parcook.tuning.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.simulator.Restaurant;
import io.parcook.simulator.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SimulatedStoresTest {

  @Test
  void aPastHoldsWhatTheSimulationRangUpToTheUnit() {
    Restaurant restaurant = Restaurant.random(5);
    LocalDate first = LocalDate.parse("2026-03-20");
    StoreHistory store = SimulatedStores.run(restaurant, Duration.ofMinutes(15), first, 14);

    Instant from = first.atStartOfDay(restaurant.zone()).toInstant();
    Instant until = first.plusDays(14).atStartOfDay(restaurant.zone()).toInstant();
    Map<String, Integer> rung = new TreeMap<>();
    new Simulation(restaurant, from, until)
        .stream()
            .flatMap(event -> event instanceof Sale sale ? sale.lines().stream() : null)
            .forEach((SaleLine line) -> rung.merge(line.item(), line.delta(), Integer::sum));

    Map<String, Integer> kept = new TreeMap<>();
    for (String item : store.history().items()) {
      int place = store.history().item(item);
      kept.put(item, Math.round(store.history().soldBetween(place, from, until)));
    }
    kept.values().removeIf(portions -> portions == 0);
    rung.values().removeIf(portions -> portions == 0);
    assertThat(kept).isEqualTo(rung).isNotEmpty();
  }
}
