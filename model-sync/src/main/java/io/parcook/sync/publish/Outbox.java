package io.parcook.sync.publish;

import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.StoredEvent;
import io.parcook.sync.registry.ByteBudget;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The ledger as an outbox: each sink has a cursor in it, nothing is pruned that a sink has not
/// taken, and a cursor moves only when the other side has what is before it. So everything arrives
/// in order, and once; an event whose answer was lost may come again with the same `seq`, which is
/// how the cloud knows it.
public final class Outbox {

  /// Most events of one delivery, and most of their bytes.
  public static final int MOST_EVENTS = 500;

  public static final long MOST_BYTES = 256 << 10;

  /// What an event costs on the line beside its bytes, about.
  private static final int ENVELOPE = 64;

  private final Ledger ledger;
  private final List<Sink> sinks;
  private final ByteBudget budget;

  /// @param budget what the line may carry
  public Outbox(Ledger ledger, List<Sink> sinks, ByteBudget budget) {
    this.ledger = ledger;
    this.sinks = List.copyOf(sinks);
    this.budget = budget;
  }

  /// Names the sinks to the ledger, which from now on keeps for them what they have not taken; and
  /// forgets those of earlier days that are named in `former` and no sink any more.
  public void register(List<String> former) {
    sinks.forEach(sink -> ledger.register(sink.name()).join());
    Map<String, Long> cursors = ledger.queries().cursors();
    for (String name : former) {
      if (cursors.containsKey(name) && sinks.stream().noneMatch(s -> s.name().equals(name))) {
        ledger.unregister(name).join();
      }
    }
  }

  /// Sends what waits, until nothing does, a sink fails, or the line has other work.
  ///
  /// @throws InterruptedException if the thread is interrupted; what was not taken comes again
  public Sent send() throws InterruptedException {
    long events = 0;
    for (Sink sink : sinks) {
      Sent sent = send(sink);
      events += sent.events();
      if (!(sent instanceof Sent.All)) {
        return sent.plus(events - sent.events());
      }
    }
    return new Sent.All(events);
  }

  private Sent send(Sink sink) throws InterruptedException {
    long cursor = ledger.queries().cursors().getOrDefault(sink.name(), 0L);
    long sent = 0;
    while (true) {
      List<StoredEvent> waiting = ledger.queries().after(cursor, MOST_EVENTS);
      if (waiting.isEmpty()) {
        return new Sent.All(sent);
      }
      List<StoredEvent> batch = within(waiting, Math.min(MOST_BYTES, budget.left()));
      if (batch.isEmpty()) {
        return new Sent.OverBudget(sent, budget.roomAt());
      }
      try {
        cursor = sink.take(batch);
      } catch (IOException away) {
        return new Sent.Failed(sent, sink.name() + ": " + away.getMessage());
      }
      long last = cursor;
      List<StoredEvent> taken = batch.stream().filter(event -> event.seq() <= last).toList();
      budget.charge(bytes(taken));
      sent += taken.size();
      ledger.advance(sink.name(), cursor).join();
      if (taken.size() < batch.size()) {
        return new Sent.Failed(sent, sink.name() + " took a part and no more");
      }
    }
  }

  /// As many of the first events as fit, and one at least if anything does: the line then carries
  /// an event more than it should, at most.
  private static List<StoredEvent> within(List<StoredEvent> waiting, long most) {
    long bytes = 0;
    for (int i = 0; i < waiting.size(); i++) {
      bytes += waiting.get(i).raw().length + ENVELOPE;
      if (bytes > most) {
        return waiting.subList(0, most > 0 ? Math.max(1, i) : 0);
      }
    }
    return waiting;
  }

  private static long bytes(List<StoredEvent> events) {
    return events.stream().mapToLong(event -> event.raw().length + ENVELOPE).sum();
  }

  /// Places in the ledger that the slowest sink has not taken: events, and those pruned meanwhile.
  public long waiting() {
    Map<String, Long> cursors = ledger.queries().cursors();
    long slowest =
        sinks.stream()
            .mapToLong(sink -> cursors.getOrDefault(sink.name(), 0L))
            .min()
            .orElse(Long.MAX_VALUE);
    return Math.max(0, ledger.queries().lastSeq() - slowest);
  }

  /// How sending ended.
  public sealed interface Sent {

    /// Events that were taken.
    long events();

    /// Nothing waits any more.
    record All(long events) implements Sent {}

    /// The line has other work until then.
    record OverBudget(long events, Instant again) implements Sent {}

    /// A sink is away; the rest waits.
    record Failed(long events, String reason) implements Sent {}

    /// The same with more events.
    default Sent plus(long more) {
      return switch (this) {
        case All(long events) -> new All(events + more);
        case OverBudget(long events, Instant again) -> new OverBudget(events + more, again);
        case Failed(long events, String reason) -> new Failed(events + more, reason);
      };
    }
  }
}
