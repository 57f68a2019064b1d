package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.intake.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the writer is asked to do.
sealed interface Work {

  /// How many deliveries it counts for in the queue and in a group.
  default int size() {
    return 1;
  }

  default long bytes() {
    return 0;
  }

  /// Whether it must have a transaction of its own.
  default boolean alone() {
    return false;
  }

  CompletableFuture<?> answer();

  /// Store these deliveries and offsets, all or none.
  record Unit(
      List<? extends Verdict> deliveries,
      List<SourceOffset> offsets,
      long bytes,
      CompletableFuture<List<Receipt>> answer)
      implements Work {

    static Unit of(List<? extends Verdict> deliveries, List<SourceOffset> offsets) {
      long bytes = 0;
      for (Verdict delivery : deliveries) {
        bytes += delivery.raw().length;
      }
      return new Unit(
          List.copyOf(deliveries), List.copyOf(offsets), bytes, new CompletableFuture<>());
    }

    @Override
    public int size() {
      return Math.max(1, deliveries.size());
    }
  }

  /// A sink has taken the events up to `seq`; null forgets the sink.
  record Cursor(String sink, @Nullable Long seq, CompletableFuture<Void> answer) implements Work {}

  /// Keep a report of the store's own for its sinks.
  record Reported(EventId id, Instant time, byte[] raw, CompletableFuture<Receipt> answer)
      implements Work {

    @Override
    public long bytes() {
      return raw.length;
    }
  }

  /// Tell the events since `from`, then those of every commit.
  record Listen(Instant from, Consumer<List<StoreEvent>> listener, CompletableFuture<Void> answer)
      implements Work {

    @Override
    public boolean alone() {
      return true;
    }
  }

  /// Replay from `from`, then hear every commit.
  record Follow(
      Instant from, Consumer<List<IntervalChange>> listener, CompletableFuture<Void> answer)
      implements Work {

    @Override
    public boolean alone() {
      return true;
    }
  }
}
