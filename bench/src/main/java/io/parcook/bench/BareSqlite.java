package io.parcook.bench;

import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// The raw limit of intake: the same rows in the same kind of transaction, written by a loop that
/// does nothing else. No parsing, no queue, no answer to anyone.
final class BareSqlite implements AutoCloseable {

  private final Connection connection;
  private long seq;

  BareSqlite(Path file) throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL&cache_size=-8192");
    try (var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE arrival (seq INTEGER PRIMARY KEY, identity BLOB NOT NULL UNIQUE,"
              + " time INTEGER NOT NULL, received INTEGER NOT NULL)");
      statement.execute("CREATE TABLE body (seq INTEGER PRIMARY KEY, event BLOB NOT NULL)");
      statement.execute(
          "CREATE TABLE demand (interval INTEGER NOT NULL, item INTEGER NOT NULL,"
              + " sold INTEGER NOT NULL, PRIMARY KEY (interval, item)) WITHOUT ROWID");
    }
    connection.setAutoCommit(false);
  }

  /// Writes the sales, `group` in a transaction.
  void write(List<Sale> sales, List<byte[]> bodies, int group) throws SQLException {
    try (PreparedStatement arrival =
            connection.prepareStatement("INSERT OR IGNORE INTO arrival VALUES (?, ?, ?, ?)");
        PreparedStatement body = connection.prepareStatement("INSERT INTO body VALUES (?, ?)");
        PreparedStatement demand =
            connection.prepareStatement(
                "INSERT INTO demand VALUES (?, ?, ?)"
                    + " ON CONFLICT DO UPDATE SET sold = sold + excluded.sold")) {
      for (int i = 0; i < sales.size(); i++) {
        Sale sale = sales.get(i);
        seq++;
        arrival.setLong(1, seq);
        arrival.setBytes(2, sale.id().id().getBytes(StandardCharsets.UTF_8));
        arrival.setLong(3, sale.time().toEpochMilli());
        arrival.setLong(4, sale.time().toEpochMilli());
        arrival.executeUpdate();
        body.setLong(1, seq);
        body.setBytes(2, bodies.get(i));
        body.executeUpdate();
        for (SaleLine line : sale.lines()) {
          demand.setLong(1, sale.time().getEpochSecond() / 900);
          demand.setInt(2, Integer.parseInt(line.item().substring("item-".length())));
          demand.setInt(3, line.delta());
          demand.executeUpdate();
        }
        if ((i + 1) % group == 0) {
          connection.commit();
        }
      }
      connection.commit();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
