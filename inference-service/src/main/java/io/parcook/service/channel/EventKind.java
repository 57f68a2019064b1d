package io.parcook.service.channel;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import java.util.Locale;

/// What an event tells of, for metrics: a till that is silent must not hide behind a door that is
/// not.
enum EventKind {
  SALE,
  PRESENCE,
  STOCK,
  COOK,
  BATCH,
  ADJUSTMENT,
  CONTEXT;

  static EventKind of(StoreEvent event) {
    return switch (event) {
      case Sale _ -> SALE;
      case Presence _ -> PRESENCE;
      case Stock _ -> STOCK;
      case Cook _ -> COOK;
      case BatchStep _ -> BATCH;
      case Adjusted _ -> ADJUSTMENT;
      case Context _ -> CONTEXT;
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
