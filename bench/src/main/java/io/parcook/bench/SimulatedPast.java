package io.parcook.bench;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A store's past of sixty days in intervals of fifteen minutes, every item sold now and then.
final class SimulatedPast {

  static final Instant NOW = Instant.parse("2026-06-15T12:07:00Z");
  static final Instant FROM = Instant.parse("2026-06-15T12:15:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(15);

  private SimulatedPast() {}

  static DemandHistory of(int items) {
    var history =
        new DemandHistory(new StoreCalendar(ZoneOffset.UTC, INTERVAL), HistoryLimits.DEFAULT);
    var random = new SplittableRandom(7);
    Instant time = NOW.minus(Duration.ofDays(60));
    while (time.isBefore(NOW)) {
      int hour = (int) (time.getEpochSecond() / 3600 % 24);
      if (hour >= 7 && hour < 23) {
        List<IntervalChange> changes = new ArrayList<>();
        for (int item = 0; item < items; item++) {
          int sold = random.nextInt(1 + (item + hour) % 7);
          if (sold > 0) {
            changes.add(new IntervalChange.Sold(time, "item-" + item, sold));
          }
        }
        changes.add(new IntervalChange.Passed(time, "door", random.nextInt(30), 0));
        history.apply(changes);
      }
      time = time.plus(INTERVAL);
    }
    return history;
  }
}
