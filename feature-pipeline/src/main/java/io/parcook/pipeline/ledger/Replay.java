package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.ContextFact;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.IntervalChange.Availability;
import io.parcook.pipeline.history.IntervalChange.Cooked;
import io.parcook.pipeline.history.IntervalChange.Known;
import io.parcook.pipeline.history.IntervalChange.Passed;
import io.parcook.pipeline.history.IntervalChange.Sold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells what a ledger knows since a moment. Old intervals come from the counts, one change an
/// interval, at its start; the last [#EXACT] come from the events themselves, to the millisecond,
/// so that windows of minutes are the same after a restart.
final class Replay {

  /// How far back changes keep their exact times.
  static final Duration EXACT = Duration.ofHours(3);

  private static final int CHUNK = 4_096;

  private final Connection connection;
  private final long intervalSeconds;
  private final Consumer<List<IntervalChange>> listener;
  private final List<String> items;
  private final List<String> zones;
  private List<IntervalChange> chunk = new ArrayList<>(CHUNK);

  Replay(Connection connection, long intervalSeconds, Consumer<List<IntervalChange>> listener)
      throws SQLException {
    this.connection = connection;
    this.intervalSeconds = intervalSeconds;
    this.listener = listener;
    this.items = names("item");
    this.zones = names("zone");
  }

  /// @param from taken back to the start of its interval
  void run(Instant from, Instant now) throws SQLException {
    long first = Math.floorDiv(from.getEpochSecond(), intervalSeconds);
    long exact = Math.floorDiv(now.minus(EXACT).getEpochSecond(), intervalSeconds);
    long cut = Math.max(first, exact);
    soldOutBefore(start(first));
    facts(start(first));
    demand(first, cut);
    presence(first, cut);
    new ExactReplay(connection, intervalSeconds, items, zones).run(cut, this::tell);
    availability(start(first));
    flush();
  }

  /// Half a million rows at most, each two numbers: what a row costs here is its calls into SQLite.
  private void demand(long first, long cut) throws SQLException {
    scan(
        "SELECT (interval << 24) | item, sold - voided FROM demand"
            + " WHERE interval >= ? AND interval < ? AND sold + voided > 0"
            + " ORDER BY interval, item",
        first,
        cut,
        (time, item, row) -> new Sold(time, items.get(item - 1), row.getInt(2)));
    scan(
        "SELECT (interval << 24) | item, cooked, discarded FROM demand"
            + " WHERE interval >= ? AND interval < ? AND (cooked <> 0 OR discarded <> 0)"
            + " ORDER BY interval, item",
        first,
        cut,
        (time, item, row) -> new Cooked(time, items.get(item - 1), row.getInt(2), row.getInt(3)));
  }

  private void presence(long first, long cut) throws SQLException {
    scan(
        "SELECT (interval << 24) | zone, entered, \"left\" FROM presence"
            + " WHERE interval >= ? AND interval < ? ORDER BY interval, zone",
        first,
        cut,
        (time, zone, row) -> new Passed(time, zones.get(zone - 1), row.getInt(2), row.getInt(3)));
  }

  private interface Count {
    IntervalChange of(Instant time, int name, ResultSet row) throws SQLException;
  }

  private void scan(String sql, long first, long cut, Count count) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, first);
      select.setLong(2, cut);
      long interval = Long.MIN_VALUE;
      Instant time = Instant.EPOCH;
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          long key = rows.getLong(1);
          if (key >> 24 != interval) {
            interval = key >> 24;
            time = start(interval);
          }
          tell(count.of(time, (int) (key & 0xFF_FFFF), rows));
        }
      }
    }
  }

  private void soldOutBefore(Instant from) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT item, max(time), available FROM availability WHERE time < ?"
                + " GROUP BY item ORDER BY item")) {
      select.setLong(1, from.toEpochMilli());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          if (!rows.getBoolean(3)) {
            tell(new Availability(from, items.get(rows.getInt(1) - 1), false));
          }
        }
      }
    }
  }

  private void availability(Instant from) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT item, time, available FROM availability WHERE time >= ? ORDER BY seq")) {
      select.setLong(1, from.toEpochMilli());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Instant time = Instant.ofEpochMilli(rows.getLong(2));
          tell(new Availability(time, items.get(rows.getInt(1) - 1), rows.getBoolean(3)));
        }
      }
    }
  }

  private void facts(Instant from) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT kind, subject, starts, ends, a, b, time FROM fact"
                + " WHERE ends >= CASE kind WHEN 2 THEN ? ELSE ? END ORDER BY seq")) {
      select.setLong(1, Math.floorDiv(from.getEpochSecond(), 86_400) - 1);
      select.setLong(2, from.toEpochMilli());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          tell(new Known(Instant.ofEpochMilli(rows.getLong(7)), fact(rows)));
        }
      }
    }
  }

  private ContextFact fact(ResultSet row) throws SQLException {
    long starts = row.getLong(3);
    long ends = row.getLong(4);
    double a = row.getDouble(5);
    double b = row.getDouble(6);
    return switch (row.getInt(1)) {
      case 0 -> {
        int subject = row.getInt(2);
        @Nullable String item = subject == 0 ? null : items.get(subject - 1);
        yield new ContextFact.Promotion(
            item, Instant.ofEpochMilli(starts), Instant.ofEpochMilli(ends), a);
      }
      case 1 ->
          new ContextFact.Weather(Instant.ofEpochMilli(starts), Instant.ofEpochMilli(ends), a, b);
      default ->
          new ContextFact.OpeningHours(
              LocalDate.ofEpochDay(starts),
              LocalTime.ofSecondOfDay((long) a),
              LocalTime.ofSecondOfDay((long) b));
    };
  }

  private List<String> names(String table) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT name FROM " + table + " ORDER BY id");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private Instant start(long interval) {
    return Instant.ofEpochSecond(interval * intervalSeconds);
  }

  private void tell(IntervalChange change) {
    chunk.add(change);
    if (chunk.size() == CHUNK) {
      flush();
    }
  }

  private void flush() {
    if (!chunk.isEmpty()) {
      listener.accept(chunk);
      chunk = new ArrayList<>(CHUNK);
    }
  }
}
