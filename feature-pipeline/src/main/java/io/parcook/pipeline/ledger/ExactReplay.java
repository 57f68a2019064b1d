package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.StoreEvent;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Tells the counts of the newest intervals from the events themselves, with their exact times.
/// Where an event's bytes are pruned already, what the counts have more is told at the interval's
/// start: the sum per interval is always that of the counts.
final class ExactReplay {

  /// Events are at most this much ahead of the clock that received them.
  static final Duration SKEW = Duration.ofDays(1);

  private record Place(long interval, String name) {}

  private final Connection connection;
  private final long intervalSeconds;
  private final List<String> items;
  private final List<String> zones;
  private final Map<Place, long[]> untoldItems = new HashMap<>();
  private final Map<Place, long[]> untoldZones = new HashMap<>();

  ExactReplay(Connection connection, long intervalSeconds, List<String> items, List<String> zones) {
    this.connection = connection;
    this.intervalSeconds = intervalSeconds;
    this.items = items;
    this.zones = zones;
  }

  /// @param cut the first interval told exactly
  void run(long cut, Consumer<IntervalChange> to) throws SQLException {
    load(
        "SELECT interval, item, sold - voided, cooked, discarded FROM demand",
        items,
        cut,
        untoldItems);
    load("SELECT interval, zone, entered, \"left\", 0 FROM presence", zones, cut, untoldZones);
    Instant from = start(cut);
    Bodies.since(connection, from, from.minus(SKEW), event -> tell(event, to));
    untoldItems.forEach((place, rest) -> tellItem(place, rest, to));
    untoldZones.forEach((place, rest) -> tellZone(place, rest, to));
  }

  private void load(String select, List<String> names, long cut, Map<Place, long[]> into)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(select + " WHERE interval >= ?")) {
      statement.setLong(1, cut);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          into.put(
              new Place(rows.getLong(1), names.get(rows.getInt(2) - 1)),
              new long[] {rows.getLong(3), rows.getLong(4), rows.getLong(5)});
        }
      }
    }
  }

  private void tell(StoreEvent event, Consumer<IntervalChange> to) {
    Consequences.of(
        event,
        change -> {
          switch (change) {
            case Sold sold -> {
              subtract(untoldItems, sold.time(), sold.item(), sold.delta(), 0, 0);
              to.accept(sold);
            }
            case Cooked cooked -> {
              int made = cooked.cooked();
              subtract(untoldItems, cooked.time(), cooked.item(), 0, made, cooked.discarded());
              to.accept(cooked);
            }
            case Passed passed -> {
              int entered = passed.entered();
              subtract(untoldZones, passed.time(), passed.zone(), entered, passed.left(), 0);
              to.accept(passed);
            }
            case Availability _, Known _ -> {} // told from their tables
          }
        });
  }

  private void subtract(Map<Place, long[]> untold, Instant time, String name, int a, int b, int c) {
    long interval = Math.floorDiv(time.getEpochSecond(), intervalSeconds);
    long[] rest = untold.computeIfAbsent(new Place(interval, name), _ -> new long[3]);
    rest[0] -= a;
    rest[1] -= b;
    rest[2] -= c;
  }

  private void tellItem(Place place, long[] rest, Consumer<IntervalChange> to) {
    Instant time = start(place.interval());
    if (rest[0] != 0) {
      to.accept(new Sold(time, place.name(), (int) rest[0]));
    }
    if (rest[1] != 0 || rest[2] != 0) {
      to.accept(new Cooked(time, place.name(), (int) rest[1], (int) rest[2]));
    }
  }

  private void tellZone(Place place, long[] rest, Consumer<IntervalChange> to) {
    if (rest[0] != 0 || rest[1] != 0) {
      to.accept(new Passed(start(place.interval()), place.name(), (int) rest[0], (int) rest[1]));
    }
  }

  private Instant start(long interval) {
    return Instant.ofEpochSecond(interval * intervalSeconds);
  }
}
