package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.intake.QuarantineReason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Reads what a ledger holds, beside its writer and without waiting for it: each answer is one
/// snapshot. At most four read at a time; more wait. Every list is bounded by its caller.
///
/// @throws UncheckedSqlException from every method when the disk fails
public final class LedgerQueries {

  private static final int READERS = 4;

  private final Path file;
  private final Duration interval;
  private final InstantSource clock;
  private final Semaphore readers = new Semaphore(READERS);

  LedgerQueries(Path file, Duration interval, InstantSource clock) {
    this.file = file;
    this.interval = interval;
    this.clock = clock;
  }

  /// The newest event's place; 0 in an empty ledger.
  public long lastSeq() {
    return read(connection -> Sqlite.number(connection, "SELECT max(seq) FROM arrival"));
  }

  /// Events after a place, oldest first: what a sink takes next. Events whose bytes were pruned are
  /// left out.
  public List<StoredEvent> after(long seq, int limit) {
    return read(
        connection ->
            Rows.of(
                connection,
                "SELECT seq, time, received, event FROM arrival JOIN body USING (seq)"
                    + " WHERE seq > ? ORDER BY seq LIMIT ?",
                row ->
                    new StoredEvent(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        Instant.ofEpochMilli(row.getLong(3)),
                        row.getBytes(4)),
                seq,
                limit));
  }

  /// Tells the events of `[from, until)` that still have their bytes, in `seq` order, on the
  /// caller's thread.
  public void events(Instant from, Instant until, Consumer<StoreEvent> to) {
    read(
        connection -> {
          Bodies.between(connection, from, until, from.minus(ExactReplay.SKEW), to);
          return from;
        });
  }

  /// Events in quarantine before a place, newest first. Start at [Long#MAX_VALUE], go on with the
  /// last place of the page before.
  public List<QuarantinedEvent> quarantine(long before, int limit) {
    return read(
        connection ->
            Rows.of(
                connection,
                "SELECT seq, received, reason, detail, source, id, event FROM quarantine"
                    + " WHERE seq < ? ORDER BY seq DESC LIMIT ?",
                LedgerQueries::quarantined,
                before,
                limit));
  }

  /// How many events the quarantine holds, by reason.
  public Map<QuarantineReason, Long> quarantineCounts() {
    Map<QuarantineReason, Long> counts = new TreeMap<>();
    read(
        connection ->
            Rows.of(
                connection,
                "SELECT reason, count(*) FROM quarantine GROUP BY reason",
                row -> counts.put(QuarantineReason.valueOf(row.getString(1)), row.getLong(2))));
    return counts;
  }

  /// Each item's counts over the intervals that start in `from` (inclusive) to `until` (exclusive),
  /// in order of the items' first appearance.
  public List<ItemCount> counts(Instant from, Instant until) {
    return read(
        connection ->
            Rows.of(
                connection,
                "SELECT ?, name, sum(sold), sum(voided), sum(cooked), sum(discarded)"
                    + " FROM demand JOIN item ON item.id = demand.item"
                    + " WHERE interval >= ? AND interval < ? GROUP BY item ORDER BY item",
                row -> count(row, 1),
                from.getEpochSecond(),
                intervalAtOrAfter(from),
                intervalAtOrAfter(until)));
  }

  /// Every interval's counts of every item over the same span, in order of time. Intervals without
  /// any are left out.
  public List<ItemCount> intervals(Instant from, Instant until) {
    return read(
        connection ->
            Rows.of(
                connection,
                "SELECT interval, name, sold, voided, cooked, discarded"
                    + " FROM demand JOIN item ON item.id = demand.item"
                    + " WHERE interval >= ? AND interval < ? ORDER BY interval, item",
                row -> count(row, interval.toSeconds()),
                intervalAtOrAfter(from),
                intervalAtOrAfter(until)));
  }

  /// Item names, in order of first appearance.
  public List<String> items() {
    return read(
        connection ->
            Rows.of(connection, "SELECT name FROM item ORDER BY id", row -> row.getString(1)));
  }

  /// Zone names, in order of first appearance.
  public List<String> zones() {
    return read(
        connection ->
            Rows.of(connection, "SELECT name FROM zone ORDER BY id", row -> row.getString(1)));
  }

  /// How far each registered sink has taken the events.
  public Map<String, Long> cursors() {
    Map<String, Long> cursors = new TreeMap<>();
    read(
        connection ->
            Rows.of(
                connection,
                "SELECT sink, seq FROM cursor",
                row -> cursors.put(row.getString(1), row.getLong(2))));
    return cursors;
  }

  List<SourceOffset> offsets(String topic) {
    return read(
        connection ->
            Rows.of(
                connection,
                "SELECT topic, partition, next FROM source_offset WHERE topic = ?"
                    + " ORDER BY partition",
                row -> new SourceOffset(row.getString(1), row.getInt(2), row.getLong(3)),
                topic));
  }

  void replay(Instant from, Consumer<List<IntervalChange>> listener) {
    read(
        connection -> {
          new Replay(connection, interval.toSeconds(), listener).run(from, clock.instant());
          return from;
        });
  }

  private long intervalAtOrAfter(Instant time) {
    long seconds = time.getEpochSecond() + (time.getNano() == 0 ? 0 : 1);
    return Math.ceilDiv(seconds, interval.toSeconds());
  }

  private static ItemCount count(ResultSet row, long unitSeconds) throws SQLException {
    return new ItemCount(
        Instant.ofEpochSecond(row.getLong(1) * unitSeconds),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }

  private static QuarantinedEvent quarantined(ResultSet row) throws SQLException {
    String source = row.getString(5);
    return new QuarantinedEvent(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        QuarantineReason.valueOf(row.getString(3)),
        row.getString(4),
        source == null ? null : new EventId(source, row.getString(6)),
        row.getBytes(7));
  }

  private interface Reading<T> {
    T from(Connection connection) throws SQLException;
  }

  private <T> T read(Reading<T> reading) {
    readers.acquireUninterruptibly();
    try (Connection connection = Sqlite.reader(file)) {
      return reading.from(connection);
    } catch (SQLException e) {
      throw new UncheckedSqlException("The ledger " + file + " cannot be read", e);
    } finally {
      readers.release();
    }
  }
}
