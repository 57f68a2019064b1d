package io.parcook.pipeline.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What one transaction adds to a table of interval counts: summed in memory first, so that a
/// hundred sales of one item in one interval are one upsert.
final class IntervalCounts implements AutoCloseable {

  private static final int MAX_NAMES = 1 << 24;

  private final Map<Long, long[]> deltas = new HashMap<>();
  private final int columns;
  private final PreparedStatement upsert;

  /// @param key the column that stands beside `interval` in the primary key
  IntervalCounts(Connection writer, String table, String key, String... columns)
      throws SQLException {
    this.columns = columns.length;
    StringBuilder names = new StringBuilder("interval, ").append(key);
    StringBuilder values = new StringBuilder("?, ?");
    StringBuilder sums = new StringBuilder();
    for (String column : columns) {
      names.append(", ").append(column);
      values.append(", ?");
      sums.append(sums.isEmpty() ? "" : ", ")
          .append("%1$s = %1$s + excluded.%1$s".formatted(column));
    }
    this.upsert =
        writer.prepareStatement(
            "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO UPDATE SET %s"
                .formatted(table, names, values, sums));
  }

  void add(long interval, int name, int column, int delta) {
    long key = interval * MAX_NAMES + name;
    deltas.computeIfAbsent(key, _ -> new long[columns])[column] += delta;
  }

  void write() throws SQLException {
    for (Map.Entry<Long, long[]> entry : new TreeMap<>(deltas).entrySet()) { // as the pages lie
      long key = entry.getKey();
      upsert.setLong(1, Math.floorDiv(key, MAX_NAMES));
      upsert.setLong(2, Math.floorMod(key, MAX_NAMES));
      for (int i = 0; i < columns; i++) {
        upsert.setLong(3 + i, entry.getValue()[i]);
      }
      upsert.executeUpdate();
    }
    deltas.clear();
  }

  @Override
  public void close() throws SQLException {
    upsert.close();
  }
}
