package io.parcook.pipeline.intake;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.ContextFact;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `data` of an event before its identity and time are known.
sealed interface Data {

  record Lines(List<SaleLine> lines) implements Data {}

  record Passage(String zone, int entered, int left, @Nullable Integer occupancy) implements Data {}

  record Availability(String item, boolean available) implements Data {}

  record Portions(String item, int cooked, int discarded, @Nullable Integer counted)
      implements Data {}

  record Step(String batch, String item, int portions, BatchStep.Step step) implements Data {}

  record Adjustment(String adjustment, Adjusted.Terms terms) implements Data {}

  record Fact(ContextFact fact) implements Data {}

  default StoreEvent at(EventId id, Instant time) {
    return switch (this) {
      case Lines d -> new Sale(id, time, d.lines);
      case Passage d -> new Presence(id, time, d.zone, d.entered, d.left, d.occupancy);
      case Availability d -> new Stock(id, time, d.item, d.available);
      case Portions d -> new Cook(id, time, d.item, d.cooked, d.discarded, d.counted);
      case Step d -> new BatchStep(id, time, d.batch, d.item, d.portions, d.step);
      case Adjustment d -> new Adjusted(id, time, d.adjustment, d.terms);
      case Fact d -> new Context(id, time, d.fact);
    };
  }
}
