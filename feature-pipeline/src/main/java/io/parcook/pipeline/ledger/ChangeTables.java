package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.ContextFact.OpeningHours;
import io.parcook.pipeline.event.ContextFact.Promotion;
import io.parcook.pipeline.event.ContextFact.Weather;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.IntervalChange.Availability;
import io.parcook.pipeline.history.IntervalChange.Cooked;
import io.parcook.pipeline.history.IntervalChange.Known;
import io.parcook.pipeline.history.IntervalChange.Passed;
import io.parcook.pipeline.history.IntervalChange.Sold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/// The tables that follow from the events: counts per interval, availability, facts.
final class ChangeTables {

  private static final int SOLD = 0;
  private static final int VOIDED = 1;
  private static final int COOKED = 2;
  private static final int DISCARDED = 3;

  private final long intervalSeconds;
  private final NameIds items;
  private final NameIds zones;
  private final IntervalCounts demand;
  private final IntervalCounts presence;
  private final PreparedStatement availability;
  private final PreparedStatement fact;

  ChangeTables(Connection writer, long intervalSeconds) throws SQLException {
    this.intervalSeconds = intervalSeconds;
    this.items = new NameIds(writer, "item");
    this.zones = new NameIds(writer, "zone");
    this.demand =
        new IntervalCounts(writer, "demand", "item", "sold", "voided", "cooked", "discarded");
    this.presence = new IntervalCounts(writer, "presence", "zone", "entered", "\"left\"");
    this.availability =
        writer.prepareStatement(
            "INSERT OR REPLACE INTO availability (item, time, available, seq)"
                + " VALUES (?, ?, ?, ?)");
    this.fact =
        writer.prepareStatement(
            "INSERT OR REPLACE INTO fact (kind, subject, starts, ends, a, b, time, seq)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  }

  void enter(IntervalChange change, long seq) throws SQLException {
    switch (change) {
      case Sold sold -> {
        int column = sold.delta() < 0 ? VOIDED : SOLD;
        demand.add(interval(sold.time()), items.of(sold.item()), column, Math.abs(sold.delta()));
      }
      case Passed passed -> {
        int zone = zones.of(passed.zone());
        presence.add(interval(passed.time()), zone, 0, passed.entered());
        presence.add(interval(passed.time()), zone, 1, passed.left());
      }
      case Cooked cooked -> {
        int item = items.of(cooked.item());
        demand.add(interval(cooked.time()), item, COOKED, cooked.cooked());
        demand.add(interval(cooked.time()), item, DISCARDED, cooked.discarded());
      }
      case Availability at -> {
        availability.setInt(1, items.of(at.item()));
        availability.setLong(2, at.time().toEpochMilli());
        availability.setBoolean(3, at.available());
        availability.setLong(4, seq);
        availability.executeUpdate();
      }
      case Known known -> enter(known, seq);
    }
  }

  private void enter(Known known, long seq) throws SQLException {
    switch (known.fact()) {
      case Promotion p -> {
        int subject = p.item() == null ? 0 : items.of(p.item());
        long from = p.from().toEpochMilli();
        enter(0, subject, from, p.until().toEpochMilli(), p.depth(), 0, known.time(), seq);
      }
      case Weather w -> {
        long from = w.from().toEpochMilli();
        long until = w.until().toEpochMilli();
        enter(1, 0, from, until, w.temperature(), w.rain(), known.time(), seq);
      }
      case OpeningHours h -> {
        long day = h.date().toEpochDay();
        int opens = h.opens().toSecondOfDay();
        enter(2, 0, day, day, opens, h.closes().toSecondOfDay(), known.time(), seq);
      }
    }
  }

  private void enter(
      int kind, int subject, long starts, long ends, double a, double b, Instant time, long seq)
      throws SQLException {
    fact.setInt(1, kind);
    fact.setInt(2, subject);
    fact.setLong(3, starts);
    fact.setLong(4, ends);
    fact.setDouble(5, a);
    fact.setDouble(6, b);
    fact.setLong(7, time.toEpochMilli());
    fact.setLong(8, seq);
    fact.executeUpdate();
  }

  /// Writes the counts that the transaction has summed.
  void write() throws SQLException {
    demand.write();
    presence.write();
  }

  private long interval(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), intervalSeconds);
  }
}
