package io.parcook.service.channel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.intake.QuarantineReason;
import io.parcook.pipeline.intake.Verdict;
import io.parcook.pipeline.ledger.Receipt;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts events by what became of them, and times how long a delivery waits for its commit.
@Singleton
public final class EventMeters {

  private final Counter stored;
  private final Counter repeated;
  private final Map<QuarantineReason, Counter> quarantined = new EnumMap<>(QuarantineReason.class);
  private final Map<EventKind, Counter> kinds = new EnumMap<>(EventKind.class);
  private final Timer commit;

  public EventMeters(MeterRegistry registry) {
    stored = counter(registry, "stored", "");
    repeated = counter(registry, "repeated", "");
    for (QuarantineReason reason : QuarantineReason.values()) {
      quarantined.put(reason, counter(registry, "quarantined", reason.name()));
    }
    for (EventKind kind : EventKind.values()) {
      kinds.put(
          kind,
          Counter.builder("parcook.stored")
              .description("Events stored, by what they tell of")
              .tag("kind", kind.label())
              .register(registry));
    }
    commit =
        Timer.builder("parcook.commit")
            .description("From handing events to the ledger until they are on disk")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String outcome, String reason) {
    return Counter.builder("parcook.events")
        .description("Events taken, by what became of them")
        .tag("outcome", outcome)
        .tag("reason", reason)
        .register(registry);
  }

  /// The timer of commits.
  Timer commit() {
    return commit;
  }

  void count(List<? extends Verdict> verdicts, List<Receipt> receipts) {
    Tally tally = Tally.of(receipts);
    stored.increment(tally.stored());
    for (int i = 0; tally.stored() > 0 && i < receipts.size(); i++) {
      if (receipts.get(i).outcome() == Receipt.Outcome.STORED
          && verdicts.get(i) instanceof Verdict.Accepted(StoreEvent event, byte[] _)) {
        kind(EventKind.of(event)).increment();
      }
    }
    repeated.increment(tally.repeated());
    for (int i = 0; tally.quarantined() > 0 && i < receipts.size(); i++) {
      if (receipts.get(i).outcome() == Receipt.Outcome.QUARANTINED) {
        quarantined(verdicts.get(i)).increment();
      }
    }
  }

  private Counter kind(EventKind kind) {
    Counter counter = kinds.get(kind);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + kind);
    }
    return counter;
  }

  private Counter quarantined(Verdict verdict) {
    QuarantineReason reason =
        switch (verdict) {
          case Verdict.Quarantined q -> q.reason();
          case Verdict.Accepted _ -> QuarantineReason.TOO_MANY_NAMES;
        };
    Counter counter = quarantined.get(reason);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + reason);
    }
    return counter;
  }
}
