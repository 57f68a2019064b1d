package io.parcook.plan.kitchen;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.plan.menu.Menu;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Something that changed what is on hand or cooking. Portions are 0 or more.
public sealed interface KitchenChange {

  Instant time();

  /// A batch of the plan was started.
  record Started(Instant time, String batch, String item, int portions) implements KitchenChange {}

  /// A batch that was started is ready.
  record Ready(Instant time, String batch) implements KitchenChange {}

  /// A batch that was started was not, after all.
  record Undone(Instant time, String batch) implements KitchenChange {}

  /// A batch that was ready is not, after all: it goes on cooking.
  record Recalled(Instant time, String batch) implements KitchenChange {}

  /// A batch that was cooking, or had just become ready, was thrown away.
  record Scrapped(Instant time, String batch) implements KitchenChange {}

  /// Portions became ready without a batch of the plan.
  record Cooked(Instant time, String item, int portions) implements KitchenChange {}

  /// An order took portions.
  record Sold(Instant time, String item, int portions) implements KitchenChange {}

  /// A void gave portions back.
  record GivenBack(Instant time, String item, int portions) implements KitchenChange {}

  /// Portions were thrown away, the oldest first.
  record Discarded(Instant time, String item, int portions) implements KitchenChange {}

  /// A cook counted what is on hand; the count is right and the book was not.
  record Counted(Instant time, String item, int portions) implements KitchenChange {}

  /// What an event of the store means to the kitchen: orders by their recipes, portions cooked,
  /// discarded and counted, and the steps of batches.
  static List<KitchenChange> of(StoreEvent event, Menu menu) {
    var changes = new ArrayList<KitchenChange>();
    switch (event) {
      case Sale sale ->
          sale.lines()
              .forEach(
                  line ->
                      menu.recipe(line.item())
                          .forEach(
                              (item, each) -> {
                                int portions = each * line.quantity();
                                changes.add(
                                    line.isVoid()
                                        ? new GivenBack(sale.time(), item, portions)
                                        : new Sold(sale.time(), item, portions));
                              }));
      case Cook cook -> {
        if (menu.items().containsKey(cook.item())) {
          if (cook.cooked() > 0) {
            changes.add(new Cooked(cook.time(), cook.item(), cook.cooked()));
          }
          if (cook.discarded() > 0) {
            changes.add(new Discarded(cook.time(), cook.item(), cook.discarded()));
          }
          Integer counted = cook.counted();
          if (counted != null) {
            changes.add(new Counted(cook.time(), cook.item(), counted));
          }
        }
      }
      case BatchStep step ->
          changes.add(
              switch (step.step()) {
                case STARTED ->
                    new Started(step.time(), step.batch(), step.item(), step.portions());
                case READY -> new Ready(step.time(), step.batch());
                case UNDONE -> new Undone(step.time(), step.batch());
                case RECALLED -> new Recalled(step.time(), step.batch());
                case DISCARDED -> new Scrapped(step.time(), step.batch());
              });
      case Presence _, Stock _, Adjusted _, Context _ -> {}
    }
    return List.copyOf(changes);
  }
}
