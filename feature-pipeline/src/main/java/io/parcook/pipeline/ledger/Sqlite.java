package io.parcook.pipeline.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/// Opens connections with the pragmas that durability and bounds depend on.
final class Sqlite {

  /// Marks a file as a ledger (`PRAGMA application_id`): "PARC".
  static final int APPLICATION = 0x50415243;

  private static final int CACHE_KIB = 4 * 1024;
  private static final int WAL_KEPT = 16 << 20;

  /// Opens the one connection that writes.
  interface Writers {
    Connection open(Path file) throws SQLException;
  }

  private Sqlite() {}

  static Connection writer(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(5_000);
    config.setCacheSize(-CACHE_KIB);
    config.setJournalSizeLimit(WAL_KEPT);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  static Connection reader(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout(5_000);
    Connection reader = config.createConnection("jdbc:sqlite:" + file);
    execute(reader, "BEGIN");
    return reader;
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Runs many statements, as they stand in a file.
  static void script(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /// The first column of the first row; 0 where there is none.
  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
