package io.parcook.service.plan;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.plan.cook.Adjustment;
import io.parcook.plan.kitchen.Kitchen;
import io.parcook.plan.kitchen.KitchenChange;
import io.parcook.plan.menu.Menu;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The store's kitchen as the ledger's events tell it: what is on hand, what became of batches,
/// what the manager said. The same events in the same order make the same kitchen, live and after a
/// restart. Used by one thread.
final class StoreKitchen {

  /// How far back events still say anything about now.
  static final Duration WINDOW = Duration.ofDays(2);

  /// How long an order is owed before it is thought served or lost.
  static final Duration PATIENCE = Duration.ofMinutes(15);

  /// How long the name of a batch is kept after its last step.
  private static final Duration MEMORY = Duration.ofHours(6);

  private static final int MOST_BATCHES = 2_000;
  static final int MOST_ADJUSTMENTS = 100;

  private Kitchen kitchen;

  /// How far back a sale or a batch says anything about now, by the menu.
  private Duration reach;

  private final Map<String, BatchLife> batches = new LinkedHashMap<>();
  private final Map<String, Adjusted> adjustments = new LinkedHashMap<>();

  StoreKitchen(Menu menu) {
    kitchen = Kitchen.empty(menu, PATIENCE);
    reach = menu.longestLife().plus(PATIENCE);
  }

  /// The kitchen as of the last event.
  Kitchen kitchen() {
    return kitchen;
  }

  void turnTo(Menu menu) {
    kitchen = kitchen.with(menu);
    reach = menu.longestLife().plus(PATIENCE);
  }

  /// @param now what is older than anything could last says nothing about it
  void apply(StoreEvent event, Instant now) {
    switch (event) {
      case Adjusted adjusted -> apply(adjusted);
      case BatchStep step -> {
        batches.put(step.batch(), BatchLife.after(batches.get(step.batch()), step));
        if (batches.size() > MOST_BATCHES) {
          batches.remove(batches.keySet().iterator().next());
        }
        move(step, now);
      }
      case Sale _, Cook _ -> move(event, now);
      case Presence _, Stock _, Context _ -> {}
    }
  }

  private void move(StoreEvent event, Instant now) {
    if (event.time().isAfter(now.minus(reach))) {
      for (KitchenChange change : KitchenChange.of(event, kitchen.menu())) {
        kitchen = kitchen.apply(change);
      }
    }
  }

  private void apply(Adjusted adjusted) {
    adjustments.remove(adjusted.adjustment());
    if (!(adjusted.terms() instanceof Adjusted.Ended)) {
      adjustments.put(adjusted.adjustment(), adjusted);
    }
    if (adjustments.size() > MOST_ADJUSTMENTS) {
      adjustments.remove(adjustments.keySet().iterator().next());
    }
  }

  /// Brings the kitchen to a moment, and forgets what is over.
  void at(Instant now) {
    kitchen = kitchen.at(now);
    batches.values().removeIf(life -> life.last().plus(MEMORY).isBefore(now));
    adjustments.values().removeIf(one -> !until(one.terms()).isAfter(now));
  }

  Optional<BatchLife> batch(String id) {
    return Optional.ofNullable(batches.get(id));
  }

  List<BatchLife> batches() {
    return List.copyOf(batches.values());
  }

  /// What the manager said that holds or will, in the order in which it was said.
  List<Adjusted> adjusted() {
    return List.copyOf(adjustments.values());
  }

  /// The same as the planner takes it.
  List<Adjustment> adjustments() {
    var all = new ArrayList<Adjustment>(adjustments.size());
    for (Adjusted adjusted : adjustments.values()) {
      switch (adjusted.terms()) {
        case Adjusted.Slider s ->
            all.add(new Adjustment.Slider(s.from(), s.until(), s.station(), s.item(), s.factor()));
        case Adjusted.Par p ->
            all.add(new Adjustment.ParLevel(p.from(), p.until(), p.item(), p.portions()));
        case Adjusted.Ended() -> {}
      }
    }
    return all;
  }

  private static Instant until(Adjusted.Terms terms) {
    return switch (terms) {
      case Adjusted.Slider slider -> slider.until();
      case Adjusted.Par par -> par.until();
      case Adjusted.Ended() -> Instant.MIN;
    };
  }
}
