package io.parcook.sync.publish;

import io.parcook.pipeline.ledger.StoredEvent;
import java.io.IOException;
import java.util.List;

/// Somewhere in the cloud that takes a store's events.
public interface Sink {

  /// Its name in the ledger's cursors, the same for ever.
  String name();

  /// Sends events, in order.
  ///
  /// @param events at least one, in `seq` order
  /// @return `seq` of the last event that the other side has, with all before it
  /// @throws IOException if it has none of them
  /// @throws InterruptedException if the thread is interrupted; what was not taken comes again
  long take(List<StoredEvent> events) throws IOException, InterruptedException;
}
