package io.parcook.service.channel;

import io.parcook.pipeline.ledger.NotStoredException;
import io.parcook.service.problem.Problem;
import io.parcook.service.problem.ProblemKind;

/// Tells a sender why the ledger did not take its events. None of them is stored.
final class LedgerRefusal {

  private LedgerRefusal() {}

  static Problem problem(Throwable failure) {
    if (failure instanceof NotStoredException known) {
      return switch (known.reason()) {
        case BUSY -> Problem.of(ProblemKind.INTAKE_BUSY, known.getMessage());
        case DISK_FULL, DISK_FAILED, FAULT, CLOSED ->
            Problem.of(ProblemKind.LEDGER_UNAVAILABLE, known.getMessage());
      };
    }
    return Problem.of(
        ProblemKind.INTERNAL, "None of these events is stored. The log of the service says why.");
  }

  /// Seconds after which to try again.
  static long retryAfter(Throwable failure) {
    return failure instanceof NotStoredException known
        ? Math.max(1, known.retryAfter().toSeconds())
        : 1;
  }
}
