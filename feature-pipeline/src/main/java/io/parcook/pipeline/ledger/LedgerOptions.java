package io.parcook.pipeline.ledger;

import java.time.Duration;

/// The bounds of a ledger.
///
/// @param interval length of an interval in the counts it keeps
/// @param diskBudget bytes the files may take before the oldest events are pruned
/// @param queue most deliveries waiting for the writer; more are refused at once
/// @param group most deliveries in one transaction
public record LedgerOptions(Duration interval, long diskBudget, int queue, int group) {

  public static final LedgerOptions DEFAULT =
      new LedgerOptions(Duration.ofMinutes(15), 1L << 30, 20_000, 2_000);
}
