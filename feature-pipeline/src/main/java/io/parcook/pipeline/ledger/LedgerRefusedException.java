package io.parcook.pipeline.ledger;

import org.jspecify.annotations.Nullable;

/// A ledger cannot be opened as it stands. The message says why and what to do; the file is
/// untouched.
public final class LedgerRefusedException extends RuntimeException {

  /// Why.
  public enum Reason {
    /// Another process, or another ledger in this one, has it open.
    IN_USE,
    /// The file is no ledger.
    FOREIGN,
    /// A newer version of Parcook wrote it.
    NEWER,
    /// It counts in another interval.
    OTHER_INTERVAL,
    /// The file cannot be read or written.
    UNUSABLE
  }

  private final Reason reason;

  LedgerRefusedException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
