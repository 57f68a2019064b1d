package io.parcook.service.wiring;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.LedgerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/// What a store remembers: the ledger on disk, and in memory the recent history that follows from
/// it.
public record StoreMemory(Ledger ledger, DemandHistory history) implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(StoreMemory.class);

  /// Opens the ledger, replays the window into a history, and keeps that history up with every
  /// commit.
  static StoreMemory open(
      Path file,
      LedgerOptions options,
      StoreCalendar calendar,
      HistoryLimits window,
      HolidayCalendar holidays,
      InstantSource clock) {
    long begun = System.nanoTime();
    Ledger ledger = Ledger.open(file, options, clock);
    DemandHistory history = new DemandHistory(calendar, window, holidays);
    Instant from = clock.instant().minus(Duration.ofDays(window.days()));
    try {
      ledger.follow(from, history::apply).join();
    } catch (CompletionException unreadable) {
      ledger.close();
      throw new IllegalStateException(
          "The ledger " + file.toAbsolutePath() + " opens, and cannot be read back", unreadable);
    }
    LOG.infof(
        "Ledger %s open, %d items remembered, in %d ms",
        file.toAbsolutePath(), history.items().size(), (System.nanoTime() - begun) / 1_000_000);
    return new StoreMemory(ledger, history);
  }

  @Override
  public void close() {
    ledger.close();
  }
}
