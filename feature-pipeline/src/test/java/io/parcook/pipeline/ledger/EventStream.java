package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.intake.RandomEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a store's senders deliver, told by a seed: mostly in order, but also days late, twice, with
/// voids and refunds, and around both daylight-saving switches and midnights.
final class EventStream {

  /// Berlin's switches of 2026, and a midnight there.
  private static final List<Instant> EDGES =
      List.of(
          Instant.parse("2026-03-29T01:00:00Z"),
          Instant.parse("2026-10-25T01:00:00Z"),
          Instant.parse("2026-11-22T23:00:00Z"));

  private final RandomGenerator random;
  private final Instant end;
  private final RandomEvents events;
  private final EventWriter writer = new EventWriter();
  private final List<byte[]> delivered = new ArrayList<>();
  private int refunds;

  EventStream(RandomGenerator random, Instant end) {
    this.random = random;
    this.end = end;
    this.events = new RandomEvents(random);
  }

  /// The next batch, as events in JSON.
  List<byte[]> batch(int size) {
    List<byte[]> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean repeat = !delivered.isEmpty() && random.nextInt(8) == 0;
      byte[] event =
          repeat ? delivered.get(random.nextInt(delivered.size())) : writer.write(event());
      batch.add(event);
      delivered.add(event);
    }
    return batch;
  }

  /// Everything delivered so far, repeats included.
  List<byte[]> delivered() {
    return delivered;
  }

  private StoreEvent event() {
    StoreEvent event = events.at(time());
    if (event instanceof Sale sale && random.nextInt(10) == 0) {
      SaleLine line = sale.lines().getFirst();
      EventId id = new EventId("/till/refunds", "r" + refunds++);
      SaleLine back = new SaleLine(line.item(), line.quantity(), true, line.channel());
      return new Sale(id, sale.time(), List.of(back));
    }
    return event;
  }

  private Instant time() {
    return switch (random.nextInt(6)) {
      case 0 -> end.minusSeconds(random.nextInt(40 * 86_400));
      case 1 -> EDGES.get(random.nextInt(3)).plusMillis(random.nextInt(-7_200_000, 7_200_000));
      default -> end.minusMillis(random.nextInt(5 * 3_600_000));
    };
  }
}
