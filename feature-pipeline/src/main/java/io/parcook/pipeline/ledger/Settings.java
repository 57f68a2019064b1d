package io.parcook.pipeline.ledger;

import io.parcook.pipeline.ledger.LedgerRefusedException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// What a ledger was made with and cannot change.
final class Settings {

  private Settings() {}

  static void check(Connection writer, long intervalSeconds) throws SQLException {
    Sqlite.execute(
        writer, "INSERT OR IGNORE INTO setting VALUES ('interval', " + intervalSeconds + ")");
    long made = Sqlite.number(writer, "SELECT value FROM setting WHERE name = 'interval'");
    if (made != intervalSeconds) {
      throw new LedgerRefusedException(
          Reason.OTHER_INTERVAL,
          "The ledger counts in intervals of %s, and %s is configured. Set the interval back, or start a new ledger and replay the events into it."
              .formatted(Duration.ofSeconds(made), Duration.ofSeconds(intervalSeconds)),
          null);
    }
  }
}
