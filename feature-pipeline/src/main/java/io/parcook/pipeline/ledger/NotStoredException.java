package io.parcook.pipeline.ledger;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A delivery unit was not stored: nothing of it is in the ledger that was not there before.
/// Deliver the unit again; what did reach the disk after all is then a repeat.
public final class NotStoredException extends RuntimeException {

  /// Why. The names are metric labels and part of the interface.
  public enum Reason {
    /// More deliveries wait for the disk than [LedgerOptions#queue] allows.
    BUSY,
    /// The disk is full.
    DISK_FULL,
    /// The disk or the file system failed.
    DISK_FAILED,
    /// The ledger is closed.
    CLOSED,
    /// A fault of Parcook's own; the cause says which.
    FAULT
  }

  private final Reason reason;
  private final Duration retryAfter;

  NotStoredException(
      Reason reason, Duration retryAfter, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public Reason reason() {
    return reason;
  }

  /// When to deliver again: HTTP's `Retry-After`.
  public Duration retryAfter() {
    return retryAfter;
  }

  static NotStoredException busy(LedgerStats.Queue queue) {
    return new NotStoredException(
        Reason.BUSY,
        Duration.ofSeconds(1),
        "The ledger's queue is full: %d of %d deliveries, %d of %d bytes. Deliver again later."
            .formatted(queue.deliveries(), queue.capacity(), queue.bytes(), queue.byteCapacity()),
        null);
  }

  static NotStoredException because(Throwable cause) {
    if (!(cause instanceof SQLException)) {
      return new NotStoredException(
          Reason.FAULT,
          Duration.ofSeconds(5),
          "The ledger could not store the unit, for a fault of its own: report it with its cause.",
          cause);
    }
    if (cause instanceof SQLiteException e && e.getResultCode() == SQLiteErrorCode.SQLITE_FULL) {
      return new NotStoredException(
          Reason.DISK_FULL,
          Duration.ofSeconds(30),
          "The disk is full. Make room, or lower the ledger's disk budget; the ledger goes on by"
              + " itself when there is space.",
          cause);
    }
    return new NotStoredException(
        Reason.DISK_FAILED,
        Duration.ofSeconds(30),
        "The disk failed (%s). Look at the disk and the system's log; the ledger tries again with each delivery."
            .formatted(cause.getMessage()),
        cause);
  }

  static NotStoredException closed() {
    return new NotStoredException(
        Reason.CLOSED,
        Duration.ofSeconds(5),
        "The ledger is closed: the service is stopping. Deliver again when it is back.",
        null);
  }
}
