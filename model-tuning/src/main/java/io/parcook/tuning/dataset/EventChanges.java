package io.parcook.tuning.dataset;

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
import java.util.List;

/// What an event changes in a history, as a ledger that took it would say.
final class EventChanges {

  private EventChanges() {}

  static void add(StoreEvent event, List<IntervalChange> to) {
    switch (event) {
      case Sale sale -> {
        for (SaleLine line : sale.lines()) {
          to.add(new IntervalChange.Sold(sale.time(), line.item(), line.delta()));
        }
      }
      case Presence p ->
          to.add(new IntervalChange.Passed(p.time(), p.zone(), p.entered(), p.left()));
      case Stock stock ->
          to.add(new IntervalChange.Availability(stock.time(), stock.item(), stock.available()));
      case Cook cook ->
          to.add(
              new IntervalChange.Cooked(cook.time(), cook.item(), cook.cooked(), cook.discarded()));
      case BatchStep _, Adjusted _ -> {} // a history has demand alone
      case Context context -> to.add(new IntervalChange.Known(context.time(), context.fact()));
    }
  }
}
