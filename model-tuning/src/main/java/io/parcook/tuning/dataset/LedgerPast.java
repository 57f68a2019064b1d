package io.parcook.tuning.dataset;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.pipeline.ledger.LedgerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// A store's past as its own ledger has it, read while the service writes.
public final class LedgerPast {

  /// Twice what the service holds: the first weeks are the past of the first day that is learned.
  private static final HistoryLimits LIMITS = new HistoryLimits(128, 500, 16);

  private LedgerPast() {}

  /// Reads the whole days before `now`, today left out: it is not over, and a till whose clock is
  /// ahead has written into it already. Empty if nothing was sold on any.
  ///
  /// @param zone of the store
  public static Optional<StoreHistory> read(
      String store, LedgerSnapshot ledger, ZoneId zone, HolidayCalendar holidays, Instant now) {
    DemandHistory history =
        new DemandHistory(new StoreCalendar(zone, ledger.interval()), LIMITS, holidays);
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant midnight = today.atStartOfDay(zone).toInstant();
    ledger.replay(
        now.minus(Duration.ofDays(LIMITS.days())),
        changes ->
            history.apply(
                changes.stream().filter(change -> change.time().isBefore(midnight)).toList()));
    LocalDate last = today.minusDays(1);
    LocalDate first = last.minusDays(LIMITS.days() - 2L);
    while (!first.isAfter(last) && !sold(history, first.toEpochDay())) {
      first = first.plusDays(1);
    }
    return first.isAfter(last)
        ? Optional.empty()
        : Optional.of(new StoreHistory(store, history, first, last));
  }

  private static boolean sold(DemandHistory history, long day) {
    for (int item = 0; item < history.items().size(); item++) {
      for (int slot = 0; slot < history.calendar().slotsPerDay(); slot++) {
        if (history.sold(item, day, slot) > 0) {
          return true;
        }
      }
    }
    return false;
  }
}
