package io.parcook.pipeline.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// Keeps a ledger within its bounds, a small step after a commit, so that no delivery waits long.
///
/// Over the disk budget the oldest events lose their bytes, but never one that a registered sink
/// has not taken. Their identities stay as long as a repeat could still be accepted, and the counts
/// that they made stay for [LedgerOptions#countsKept].
final class Retention {

  /// Rows deleted in one step: more than one group brings by default, or pruning could fall behind.
  private static final int STEP = 2_500;

  private static final Duration AGE_CHECK = Duration.ofHours(1);
  private static final int COMMITS_BETWEEN_SIZES = 64;

  private final LedgerOptions options;
  private final LedgerTally tally;
  private int commits;
  private boolean over;
  private Instant nextAgeCheck = Instant.MIN;

  Retention(LedgerOptions options, LedgerTally tally) {
    this.options = options;
    this.tally = tally;
  }

  /// After each commit, in no transaction.
  void step(Connection writer, Instant now) throws SQLException {
    if (over || commits++ % COMMITS_BETWEEN_SIZES == 0) {
      over = size(writer) > options.diskBudget() && pruneBytes(writer) > 0;
      trimQuarantine(writer);
    }
    if (!now.isBefore(nextAgeCheck)) {
      boolean more = pruneAged(writer, now);
      nextAgeCheck = more ? now : now.plus(AGE_CHECK);
    }
  }

  private long size(Connection writer) throws SQLException {
    long pages =
        Sqlite.number(writer, "PRAGMA page_count") - Sqlite.number(writer, "PRAGMA freelist_count");
    long bytes = pages * Sqlite.number(writer, "PRAGMA page_size");
    tally.used(bytes);
    return bytes;
  }

  private int pruneBytes(Connection writer) throws SQLException {
    int pruned =
        delete(
            writer,
            "DELETE FROM body WHERE seq IN (SELECT seq FROM body"
                + " WHERE seq <= (SELECT coalesce(min(seq), 9223372036854775807) FROM cursor)"
                + " ORDER BY seq LIMIT "
                + STEP
                + ")");
    tally.pruned(pruned);
    return pruned;
  }

  private void trimQuarantine(Connection writer) throws SQLException {
    delete(
        writer,
        "DELETE FROM quarantine WHERE seq <= (SELECT max(seq) FROM quarantine) - ?",
        options.quarantine());
  }

  /// @return whether there is more to do
  private boolean pruneAged(Connection writer, Instant now) throws SQLException {
    int arrivals =
        delete(
            writer,
            "DELETE FROM arrival WHERE seq IN"
                + " (SELECT seq FROM (SELECT seq, received FROM arrival ORDER BY seq LIMIT "
                + STEP
                + ") WHERE received < ? AND seq < (SELECT max(seq) FROM arrival)"
                + " AND seq < (SELECT coalesce(min(seq), 9223372036854775807) FROM body))",
            now.minus(options.identitiesKept()).toEpochMilli());
    Instant oldest = now.minus(options.countsKept());
    long interval = Math.floorDiv(oldest.getEpochSecond(), options.interval().toSeconds());
    int demand = deleteOldest(writer, "demand", "interval, item", "interval < ?", interval);
    int presence = deleteOldest(writer, "presence", "interval, zone", "interval < ?", interval);
    delete(
        writer,
        "DELETE FROM fact WHERE ends < CASE kind WHEN 2 THEN ? ELSE ? END",
        Math.floorDiv(oldest.getEpochSecond(), 86_400),
        oldest.toEpochMilli());
    delete(
        writer,
        "DELETE FROM availability WHERE time < ?1 AND time < (SELECT max(time) FROM availability a"
            + " WHERE a.item = availability.item AND a.time < ?1)",
        oldest.toEpochMilli());
    return Math.max(arrivals, Math.max(demand, presence)) == STEP;
  }

  private static int deleteOldest(
      Connection writer, String table, String key, String where, long parameter)
      throws SQLException {
    return delete(
        writer,
        "DELETE FROM %1$s WHERE (%2$s) IN (SELECT %2$s FROM %1$s WHERE %3$s ORDER BY %2$s LIMIT %4$d)"
            .formatted(table, key, where, STEP),
        parameter);
  }

  private static int delete(Connection writer, String sql, long... parameters) throws SQLException {
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setLong(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }
}
