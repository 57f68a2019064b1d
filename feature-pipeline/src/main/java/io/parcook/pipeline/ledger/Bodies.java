package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.intake.EventReader;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads stored events back from their bytes.
final class Bodies {

  private static final Logger LOG = System.getLogger(Bodies.class.getName());

  private Bodies() {}

  /// Events with a time of `from` or later, in `seq` order.
  ///
  /// @param received none of them was received before
  static void since(Connection connection, Instant from, Instant received, Consumer<StoreEvent> to)
      throws SQLException {
    after(connection, before(connection, received), from, to);
  }

  private static long before(Connection connection, Instant received) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT seq FROM arrival WHERE received < ? ORDER BY seq DESC LIMIT 1")) {
      select.setLong(1, received.toEpochMilli());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /// Events with a time in `[from, until)`, in `seq` order.
  ///
  /// @param received none of them was received before
  static void between(
      Connection connection, Instant from, Instant until, Instant received, Consumer<StoreEvent> to)
      throws SQLException {
    tell(connection, before(connection, received), from, until.toEpochMilli(), to);
  }

  /// Events after a place in the ledger, with a time of `from` or later, in `seq` order.
  static void after(Connection connection, long seq, Instant from, Consumer<StoreEvent> to)
      throws SQLException {
    tell(connection, seq, from, Long.MAX_VALUE, to);
  }

  private static void tell(
      Connection connection, long seq, Instant from, long until, Consumer<StoreEvent> to)
      throws SQLException {
    EventReader reader = new EventReader();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT arrival.seq, event FROM arrival JOIN body USING (seq)"
                + " WHERE arrival.seq > ? AND time >= ? AND time < ? ORDER BY arrival.seq")) {
      select.setLong(1, seq);
      select.setLong(2, from.toEpochMilli());
      select.setLong(3, until);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          byte[] bytes = rows.getBytes(2);
          if (Reports.isReport(bytes)) {
            continue; // it counts nothing
          }
          StoreEvent event = read(reader, bytes);
          if (event == null) {
            LOG.log(
                Level.WARNING,
                "Event {0} can no longer be read: its counts stand, its exact time is lost",
                rows.getLong(1));
          } else {
            to.accept(event);
          }
        }
      }
    }
  }

  private static @Nullable StoreEvent read(EventReader reader, byte[] event) {
    try {
      return reader.read(event);
    } catch (IOException _) {
      return null;
    }
  }
}
