package io.parcook.pipeline.ledger;

import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.ledger.LedgerRefusedException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// Reads a ledger that another process may be writing: nothing is locked, nothing is changed, and
/// each answer is the ledger as of one commit. It holds the write-ahead log from being folded back
/// only while it reads.
public final class LedgerSnapshot {

  private final Duration interval;
  private final LedgerQueries queries;

  private LedgerSnapshot(Path file, Duration interval, InstantSource clock) {
    this.interval = interval;
    this.queries = new LedgerQueries(file, interval, clock);
  }

  /// Looks at the ledger in a file.
  ///
  /// @param clock of the store
  /// @throws LedgerRefusedException if there is none, or none that this version reads
  public static LedgerSnapshot of(Path file, InstantSource clock) {
    if (!Files.isRegularFile(file)) {
      throw new LedgerRefusedException(
          Reason.UNUSABLE,
          "There is no ledger at %s. Name a store's ledger.db.".formatted(file),
          null);
    }
    try (Connection reader = Sqlite.reader(file)) {
      if (Sqlite.number(reader, "PRAGMA application_id") != Sqlite.APPLICATION) {
        throw new LedgerRefusedException(
            Reason.FOREIGN, "The file %s is no Parcook ledger.".formatted(file), null);
      }
      long version = Sqlite.number(reader, "PRAGMA user_version");
      if (version != Migrations.LATEST) {
        throw new LedgerRefusedException(
            Reason.NEWER,
            "The ledger %s has tables of version %d; this one reads %d. Use the version that writes it."
                .formatted(file, version, Migrations.LATEST),
            null);
      }
      long seconds = Sqlite.number(reader, "SELECT value FROM setting WHERE name = 'interval'");
      return new LedgerSnapshot(file, Duration.ofSeconds(seconds), clock);
    } catch (SQLException e) {
      throw new LedgerRefusedException(
          Reason.UNUSABLE, "The ledger %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// The interval that it counts in.
  public Duration interval() {
    return interval;
  }

  /// Reads what it holds.
  public LedgerQueries queries() {
    return queries;
  }

  /// Replays what is known since `from`, as [Ledger#replay] does.
  public void replay(Instant from, Consumer<List<IntervalChange>> listener) {
    queries.replay(from, listener);
  }
}
