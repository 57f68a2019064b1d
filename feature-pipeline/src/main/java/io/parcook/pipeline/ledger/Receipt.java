package io.parcook.pipeline.ledger;

/// What became of one delivered event once its transaction was on disk.
///
/// @param seq its place in the ledger; for a repeat, the place of the event it repeats; for a
///     quarantined event, its place in the quarantine
public record Receipt(Outcome outcome, long seq) {

  public enum Outcome {
    STORED,
    REPEATED,
    QUARANTINED
  }
}
