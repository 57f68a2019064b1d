package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.history.IntervalChange;
import java.time.Instant;
import java.util.function.Consumer;

/// What an event changes. The one place that says so: for the counts on disk, for the listeners,
/// and for a replay.
final class Consequences {

  private Consequences() {}

  static void of(StoreEvent event, Consumer<IntervalChange> to) {
    Instant time = event.time();
    switch (event) {
      case Sale sale -> {
        for (SaleLine line : sale.lines()) {
          to.accept(new IntervalChange.Sold(time, line.item(), line.delta()));
        }
      }
      case Presence p ->
          to.accept(new IntervalChange.Passed(time, p.zone(), p.entered(), p.left()));
      case Stock stock ->
          to.accept(new IntervalChange.Availability(time, stock.item(), stock.available()));
      case Cook cook ->
          to.accept(new IntervalChange.Cooked(time, cook.item(), cook.cooked(), cook.discarded()));
      case BatchStep step -> of(step, to);
      case Adjusted _ -> {}
      case Context context -> to.accept(new IntervalChange.Known(time, context.fact()));
    }
  }

  /// What is ready counts as cooked; what is not ready after all takes that back, at its own time.
  private static void of(BatchStep step, Consumer<IntervalChange> to) {
    int portions = step.portions();
    switch (step.step()) {
      case READY -> to.accept(new IntervalChange.Cooked(step.time(), step.item(), portions, 0));
      case RECALLED -> to.accept(new IntervalChange.Cooked(step.time(), step.item(), -portions, 0));
      case DISCARDED -> to.accept(new IntervalChange.Cooked(step.time(), step.item(), 0, portions));
      case STARTED, UNDONE -> {}
    }
  }
}
