package io.parcook.pipeline.ledger;

/// How a ledger does, at one moment. Counts are since it was opened.
///
/// @param queue what waits for the writer
/// @param stored events stored
/// @param repeated events that were there already
/// @param quarantined events put into quarantine
/// @param refused units refused because the queue was full
/// @param failed units that were not stored because the disk failed
/// @param commits transactions committed
/// @param commitNanos time spent in them, from the first statement to the end of the commit
/// @param largestGroup most deliveries in one of them
/// @param listenerFailures exceptions that listeners threw, caught here
/// @param disk bytes used and the budget
public record LedgerStats(
    Queue queue,
    long stored,
    long repeated,
    long quarantined,
    long refused,
    long failed,
    long commits,
    long commitNanos,
    int largestGroup,
    long listenerFailures,
    Disk disk) {

  /// @param deliveries waiting now
  /// @param capacity most that may wait
  /// @param bytes of the deliveries waiting now
  /// @param byteCapacity most bytes that may wait
  public record Queue(int deliveries, int capacity, long bytes, long byteCapacity) {}

  /// @param used bytes in use in the ledger's file, free pages left out
  /// @param budget bytes after which the oldest events are pruned
  /// @param pruned events whose bytes were pruned
  public record Disk(long used, long budget, long pruned) {}
}
