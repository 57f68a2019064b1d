package io.parcook.pipeline.event;

import java.time.Instant;

/// Something that happened in the store. Each permitted record is one CloudEvents type.
public sealed interface StoreEvent
    permits Sale, Presence, Stock, Cook, BatchStep, Adjusted, Context {

  EventId id();

  /// When it happened, by the clock of its source, after intake has judged that clock believable.
  Instant time();

  /// The CloudEvents `type` attribute, for example `parcook.sale.v1`.
  default String type() {
    return switch (this) {
      case Sale _ -> "parcook.sale.v1";
      case Presence _ -> "parcook.presence.v1";
      case Stock _ -> "parcook.stock.v1";
      case Cook _ -> "parcook.cook.v1";
      case BatchStep _ -> "parcook.batch.v1";
      case Adjusted _ -> "parcook.adjustment.v1";
      case Context _ -> "parcook.context.v1";
    };
  }
}
