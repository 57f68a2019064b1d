package io.parcook.service.problem;

import io.parcook.pipeline.ledger.NotStoredException;

/// Tells a sender why the ledger did not take its events. None of them is stored.
public final class LedgerRefusal {

  private LedgerRefusal() {}

  public static Problem problem(Throwable failure) {
    if (failure instanceof NotStoredException known) {
      return Problem.of(kind(known), known.getMessage());
    }
    return Problem.of(
        ProblemKind.INTERNAL, "Nothing of it is stored. The log of the service says why.");
  }

  /// The kind of problem that a refusal is.
  public static ProblemKind kind(NotStoredException refusal) {
    return switch (refusal.reason()) {
      case BUSY -> ProblemKind.INTAKE_BUSY;
      case DISK_FULL, DISK_FAILED, FAULT, CLOSED -> ProblemKind.LEDGER_UNAVAILABLE;
    };
  }

  /// Seconds after which to try again.
  public static long retryAfter(Throwable failure) {
    return failure instanceof NotStoredException known
        ? Math.max(1, known.retryAfter().toSeconds())
        : 1;
  }
}
