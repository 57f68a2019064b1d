package io.parcook.pipeline.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
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
    /// A fault of Parcook's own, whatever the disk does; the cause says which.
    FAULT
  }

  /// What SQLite answers to a statement that is wrong, whatever the disk does.
  private static final Set<Integer> FAULTS =
      Set.of(
          SQLiteErrorCode.SQLITE_ERROR.code,
          SQLiteErrorCode.SQLITE_TOOBIG.code,
          SQLiteErrorCode.SQLITE_CONSTRAINT.code,
          SQLiteErrorCode.SQLITE_MISMATCH.code,
          SQLiteErrorCode.SQLITE_MISUSE.code,
          SQLiteErrorCode.SQLITE_RANGE.code);

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
    Reason reason = reason(cause);
    return switch (reason) {
      case DISK_FULL ->
          new NotStoredException(
              reason,
              Duration.ofSeconds(30),
              "The disk is full. Make room, or lower the ledger's disk budget; the ledger goes on"
                  + " by itself when there is space.",
              cause);
      case DISK_FAILED ->
          new NotStoredException(
              reason,
              Duration.ofSeconds(30),
              "The disk failed ("
                  + cause.getMessage()
                  + "). Look at the disk and the system's log;"
                  + " the ledger tries again with each delivery.",
              cause);
      case FAULT, BUSY, CLOSED ->
          new NotStoredException(
              Reason.FAULT,
              Duration.ofSeconds(5),
              "The ledger could not store the unit, by a fault of its own or of its caller: report"
                  + " it with its cause.",
              cause);
    };
  }

  private static Reason reason(Throwable cause) {
    if (!(cause instanceof SQLException)) {
      return Reason.FAULT;
    }
    int code = cause instanceof SQLiteException e ? e.getResultCode().code & 0xFF : 0;
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return Reason.DISK_FULL;
    }
    return FAULTS.contains(code) ? Reason.FAULT : Reason.DISK_FAILED;
  }

  static NotStoredException closed() {
    return new NotStoredException(
        Reason.CLOSED,
        Duration.ofSeconds(5),
        "The ledger is closed: the service is stopping. Deliver again when it is back.",
        null);
  }
}
