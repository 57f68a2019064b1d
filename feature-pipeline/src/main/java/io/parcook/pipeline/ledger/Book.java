package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.intake.Verdict;
import io.parcook.pipeline.intake.Verdict.Accepted;
import io.parcook.pipeline.intake.Verdict.Quarantined;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The writer's side of the tables: one connection, one thread, one transaction at a time. After
/// any exception it must be closed and opened anew: what it holds in memory may be ahead of what
/// is on disk.
final class Book implements AutoCloseable {

  private static final int QUARANTINED = 16 * 1024;

  private final Connection connection;
  private final Identity identity = new Identity();
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement arrival;
  private final PreparedStatement repeated;
  private final PreparedStatement body;
  private final PreparedStatement quarantine;
  private final PreparedStatement offset;
  private final PreparedStatement cursor;
  private final PreparedStatement forget;
  private final ChangeTables tables;
  private long seq;
  private long quarantineSeq;
  private long received;
  private List<IntervalChange> changes = new ArrayList<>();
  private List<StoreEvent> events = new ArrayList<>();

  private Book(Connection connection, long intervalSeconds) throws SQLException {
    this.connection = connection;
    this.tables = new ChangeTables(connection, intervalSeconds);
    this.seq = Sqlite.number(connection, "SELECT max(seq) FROM arrival");
    this.quarantineSeq = Sqlite.number(connection, "SELECT max(seq) FROM quarantine");
    this.received =
        Sqlite.number(connection, "SELECT received FROM arrival ORDER BY seq DESC LIMIT 1");
    this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
    this.commit = connection.prepareStatement("COMMIT");
    this.arrival =
        connection.prepareStatement(
            "INSERT INTO arrival (seq, identity, time, received) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (identity) DO NOTHING");
    this.repeated = connection.prepareStatement("SELECT seq FROM arrival WHERE identity = ?");
    this.body = connection.prepareStatement("INSERT INTO body (seq, event) VALUES (?, ?)");
    this.quarantine =
        connection.prepareStatement(
            "INSERT INTO quarantine (seq, received, reason, detail, source, id, event)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)");
    this.offset =
        connection.prepareStatement(
            "INSERT INTO source_offset (topic, partition, next) VALUES (?, ?, ?)"
                + " ON CONFLICT DO UPDATE SET next = excluded.next");
    this.cursor =
        connection.prepareStatement(
            "INSERT INTO cursor (sink, seq) VALUES (?, ?)"
                + " ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)");
    this.forget = connection.prepareStatement("DELETE FROM cursor WHERE sink = ?");
  }

  static Book open(Sqlite.Writers writers, Path file, long intervalSeconds) throws SQLException {
    Connection connection = writers.open(file);
    try {
      Migrations.apply(connection);
      Settings.check(connection, intervalSeconds);
      return new Book(connection, intervalSeconds);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  /// The newest event's place; 0 in an empty ledger.
  long seq() {
    return seq;
  }

  void begin(Instant now) throws SQLException {
    received = Math.max(received, now.toEpochMilli());
    begin.executeUpdate();
  }

  Receipt enter(Verdict delivery) throws SQLException {
    return switch (delivery) {
      case Accepted accepted -> enter(accepted);
      case Quarantined quarantined -> enter(quarantined);
    };
  }

  /// Gives an event its place and keeps its bytes, unless its identity is known.
  Receipt keep(EventId id, Instant time, byte[] raw) throws SQLException {
    byte[] key = identity.of(id);
    arrival.setLong(1, seq + 1);
    arrival.setBytes(2, key);
    arrival.setLong(3, time.toEpochMilli());
    arrival.setLong(4, received);
    if (arrival.executeUpdate() == 0) {
      return new Receipt(Receipt.Outcome.REPEATED, placeOf(key));
    }
    seq++;
    body.setLong(1, seq);
    body.setBytes(2, raw);
    body.executeUpdate();
    return new Receipt(Receipt.Outcome.STORED, seq);
  }

  private Receipt enter(Accepted accepted) throws SQLException {
    Receipt receipt = keep(accepted.event().id(), accepted.event().time(), accepted.raw());
    if (receipt.outcome() == Receipt.Outcome.REPEATED) {
      return receipt;
    }
    events.add(accepted.event());
    int first = changes.size();
    Consequences.of(accepted.event(), changes::add);
    for (int i = first; i < changes.size(); i++) {
      tables.enter(changes.get(i), seq);
    }
    return receipt;
  }

  private long placeOf(byte[] key) throws SQLException {
    repeated.setBytes(1, key);
    try (ResultSet row = repeated.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("An identity is neither new nor known");
      }
      return row.getLong(1);
    }
  }

  private Receipt enter(Quarantined quarantined) throws SQLException {
    quarantineSeq++;
    quarantine.setLong(1, quarantineSeq);
    quarantine.setLong(2, received);
    quarantine.setString(3, quarantined.reason().name());
    quarantine.setString(4, quarantined.detail());
    quarantine.setString(5, quarantined.id() == null ? null : quarantined.id().source());
    quarantine.setString(6, quarantined.id() == null ? null : quarantined.id().id());
    byte[] raw = quarantined.raw();
    quarantine.setBytes(7, raw.length <= QUARANTINED ? raw : Arrays.copyOf(raw, QUARANTINED));
    quarantine.executeUpdate();
    return new Receipt(Receipt.Outcome.QUARANTINED, quarantineSeq);
  }

  void move(SourceOffset to) throws SQLException {
    offset.setString(1, to.topic());
    offset.setInt(2, to.partition());
    offset.setLong(3, to.next());
    offset.executeUpdate();
  }

  void move(String sink, @Nullable Long to) throws SQLException {
    if (to == null) {
      forget.setString(1, sink);
      forget.executeUpdate();
    } else {
      cursor.setString(1, sink);
      cursor.setLong(2, Math.min(to, seq));
      cursor.executeUpdate();
    }
  }

  /// Makes the transaction durable.
  ///
  /// @return what it stored, in `seq` order
  Committed commit() throws SQLException {
    tables.write();
    commit.executeUpdate();
    Committed committed =
        new Committed(Collections.unmodifiableList(events), Collections.unmodifiableList(changes));
    events = new ArrayList<>();
    changes = new ArrayList<>();
    return committed;
  }

  /// Closes the connection and with it every statement; a transaction still open is rolled back.
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
