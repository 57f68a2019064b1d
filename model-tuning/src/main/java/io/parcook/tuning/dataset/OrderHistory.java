package io.parcook.tuning.dataset;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.StoreCalendar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/// The past that an order file tells: one store's, at any interval.
public final class OrderHistory {

  private static final int BATCH = 4_096;

  private OrderHistory() {}

  /// Reads a file twice: once for its span and items, once for its portions.
  ///
  /// @param holidays the store's public holidays
  /// @param progress told the portions read so far, now and then
  /// @throws BadHistoryException at the first row that cannot be understood, or if no row is one
  ///     portion of anything
  public static StoreHistory read(
      Path file,
      OrderMapping mapping,
      Duration interval,
      HolidayCalendar holidays,
      LongConsumer progress)
      throws IOException {
    LocalDate first = LocalDate.MAX;
    LocalDate last = LocalDate.MIN;
    Set<String> items = new HashSet<>();
    try (OrderFile orders = OrderFile.open(file, mapping)) {
      while (orders.hasNext()) {
        OrderLine line = orders.next();
        LocalDate date = LocalDate.ofInstant(line.time(), mapping.zone());
        first = date.isBefore(first) ? date : first;
        last = date.isAfter(last) ? date : last;
        items.add(line.item());
      }
    }
    if (items.isEmpty()) {
      throw new BadHistoryException(file, "no row is a portion by the rules of the mapping");
    }
    int span = (int) (last.toEpochDay() - first.toEpochDay()) + 1;
    int window = Math.max(64, Integer.highestOneBit(span - 1) << 1);
    DemandHistory history =
        new DemandHistory(
            new StoreCalendar(mapping.zone(), interval),
            new HistoryLimits(window, items.size(), 1),
            holidays);
    fill(history, file, mapping, progress);
    return new StoreHistory(file.getFileName().toString(), history, first, last);
  }

  private static void fill(
      DemandHistory history, Path file, OrderMapping mapping, LongConsumer progress)
      throws IOException {
    List<IntervalChange> changes = new ArrayList<>();
    long portions = 0;
    try (OrderFile orders = OrderFile.open(file, mapping)) {
      while (orders.hasNext()) {
        OrderLine line = orders.next();
        changes.add(new IntervalChange.Sold(line.time(), line.item(), line.quantity()));
        if (++portions % BATCH == 0) {
          history.apply(changes);
          changes.clear();
          progress.accept(portions);
        }
      }
    }
    history.apply(changes);
    progress.accept(portions);
  }
}
