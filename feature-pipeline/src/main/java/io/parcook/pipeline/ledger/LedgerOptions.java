package io.parcook.pipeline.ledger;

import java.time.Duration;

/// The bounds of a ledger.
///
/// @param interval length of an interval in the counts it keeps; fixed when the ledger is made
/// @param diskBudget bytes the ledger may take before the oldest events are pruned
/// @param queue most deliveries waiting for the writer; more are refused at once
/// @param queueBytes most bytes of deliveries waiting for the writer
/// @param group most deliveries in one transaction (one larger unit is still one transaction)
/// @param quarantine most quarantined events kept; the oldest go first
/// @param identitiesKept how long a repeat is recognised; longer than intake's `past` and `future`
///     together, or an event could be counted twice
/// @param countsKept how long interval counts and facts are kept
public record LedgerOptions(
    Duration interval,
    long diskBudget,
    int queue,
    long queueBytes,
    int group,
    int quarantine,
    Duration identitiesKept,
    Duration countsKept) {

  public static final LedgerOptions DEFAULT =
      new LedgerOptions(
          Duration.ofMinutes(15),
          1L << 30,
          20_000,
          32L << 20,
          2_000,
          5_000,
          Duration.ofDays(70),
          Duration.ofDays(800));

  public LedgerOptions {
    if (interval.toMillis() < 1_000 || interval.toMillis() % 1_000 != 0) {
      throw new IllegalArgumentException("interval must be whole seconds; it is " + interval);
    }
    if (diskBudget < 1 << 20) {
      throw new IllegalArgumentException("diskBudget must be 1 MiB or more; it is " + diskBudget);
    }
    if (queue < 1 || queueBytes < 1 || group < 1 || quarantine < 1) {
      throw new IllegalArgumentException(
          "queue, queueBytes, group and quarantine must be 1 or more; they are %d, %d, %d, %d"
              .formatted(queue, queueBytes, group, quarantine));
    }
  }

  public LedgerOptions withInterval(Duration length) {
    return new LedgerOptions(
        length, diskBudget, queue, queueBytes, group, quarantine, identitiesKept, countsKept);
  }

  public LedgerOptions withDiskBudget(long bytes) {
    return new LedgerOptions(
        interval, bytes, queue, queueBytes, group, quarantine, identitiesKept, countsKept);
  }

  public LedgerOptions withQueue(int deliveries) {
    return new LedgerOptions(
        interval,
        diskBudget,
        deliveries,
        queueBytes,
        group,
        quarantine,
        identitiesKept,
        countsKept);
  }
}
