package io.parcook.bench;

import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.pipeline.history.DemandHistory;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The feature window of 80 items over 60 days: read from memory, as the store does it, beside the
/// same window queried from a table in SQLite.
@Command(
    name = "window",
    mixinStandardHelpOptions = true,
    description = "The feature window of 80 items x 60 days, in memory beside SQLite.",
    footer = {"", "Example:", "  ./parcook bench window --rounds 20"})
final class WindowBench implements Callable<Integer> {

  private static final int ITEMS = 80;
  private static final int STEPS = 24;
  private static final long INTERVAL = 900;

  @Option(names = "--rounds", defaultValue = "20", description = "Measured rounds (20).")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    DemandHistory history = SimulatedPast.of(ITEMS);
    Path folder = Files.createTempDirectory("parcook-bench");
    try (Connection table =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("window.db"))) {
      fill(table);
      new Sides("Feature window of " + ITEMS + " items x 60 days", "ms")
          .side("one query to SQLite, rows read and no more", () -> query(table))
          .side("every known feature for 24 intervals", () -> features(history))
          .run(rounds);
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private static double features(DemandHistory history) {
    var features = new FeatureTable(FeatureTable.known());
    FloatBuffer rows = FloatBuffer.allocate(ITEMS * STEPS * features.columns());
    int[] places = IntStream.range(0, ITEMS).toArray();
    long start = System.nanoTime();
    features.fill(history, places, SimulatedPast.NOW, SimulatedPast.FROM, STEPS, rows);
    return (System.nanoTime() - start) / 1e6;
  }

  private static void fill(Connection table) throws Exception {
    try (var statement = table.createStatement()) {
      statement.execute(
          "CREATE TABLE demand (interval INTEGER, item INTEGER, sold INTEGER,"
              + " PRIMARY KEY (item, interval)) WITHOUT ROWID");
    }
    table.setAutoCommit(false);
    long now = SimulatedPast.NOW.getEpochSecond() / INTERVAL;
    try (PreparedStatement insert = table.prepareStatement("INSERT INTO demand VALUES (?, ?, ?)")) {
      for (int item = 0; item < ITEMS; item++) {
        for (long at = now - Duration.ofDays(60).toSeconds() / INTERVAL; at < now; at++) {
          insert.setLong(1, at);
          insert.setInt(2, item);
          insert.setInt(3, (int) (at % 7));
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
    table.commit();
  }

  private static double query(Connection table) throws Exception {
    long start = System.nanoTime();
    long sum = 0;
    try (PreparedStatement select =
            table.prepareStatement("SELECT item, interval, sold FROM demand ORDER BY item");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        sum += rows.getInt(3);
      }
    }
    if (sum == 0) {
      throw new IllegalStateException("the table is empty");
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
