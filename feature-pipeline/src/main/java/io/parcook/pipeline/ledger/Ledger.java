package io.parcook.pipeline.ledger;

import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.intake.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The store's durable record. One writer, group commit, `synchronous=FULL`: when a returned future
/// completes, the transaction is on disk.
public final class Ledger implements AutoCloseable {

  private Ledger() {}

  /// Opens or creates the ledger in one file.
  public static Ledger open(Path file, LedgerOptions options, InstantSource clock) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Appends deliveries as one unit, with the offsets they move, and answers one receipt each, in
  /// order, once they are on disk.
  public CompletableFuture<List<Receipt>> append(
      List<? extends Verdict> deliveries, List<SourceOffset> offsets) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Calls `listener` after each commit, in `seq` order, on the writer's thread, with the changes
  /// that the commit made. It must be quick.
  public void onCommit(Consumer<List<IntervalChange>> listener) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Replays what is known since `from`, in an order that rebuilds the same history.
  public void replay(Instant from, Consumer<List<IntervalChange>> listener) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// How far each partition of `topic` was taken.
  public List<SourceOffset> offsets(String topic) {
    throw new UnsupportedOperationException("not built yet");
  }

  @Override
  public void close() {}
}
