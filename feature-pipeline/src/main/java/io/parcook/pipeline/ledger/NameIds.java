package io.parcook.pipeline.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// The numbers that stand for names in the tables, in order of first appearance.
final class NameIds implements AutoCloseable {

  private final Map<String, Integer> ids = new HashMap<>();
  private final PreparedStatement insert;

  /// @param table `item` or `zone`
  NameIds(Connection writer, String table) throws SQLException {
    try (PreparedStatement all = writer.prepareStatement("SELECT id, name FROM " + table);
        ResultSet rows = all.executeQuery()) {
      while (rows.next()) {
        ids.put(rows.getString(2), rows.getInt(1));
      }
    }
    this.insert = writer.prepareStatement("INSERT INTO " + table + " (id, name) VALUES (?, ?)");
  }

  int of(String name) throws SQLException {
    Integer known = ids.get(name);
    if (known != null) {
      return known;
    }
    int id = ids.size() + 1;
    insert.setInt(1, id);
    insert.setString(2, name);
    insert.executeUpdate();
    ids.put(name, id);
    return id;
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
