package io.parcook.service.plan;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryWindow;
import io.parcook.plan.cook.Door;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who came through the door in the last minutes, beside who usually does at this time of day.
final class DoorWatch {

  static final int MINUTES = 10;

  private static final Duration LATELY = Duration.ofMinutes(MINUTES);

  private final DemandHistory history;

  DoorWatch(DemandHistory history) {
    this.history = history;
  }

  /// Null where nobody counts: no sensor said anything on the last days.
  @Nullable Door at(Instant now) {
    long today = history.calendar().day(now);
    int slot = history.calendar().slot(now);
    return history.read(
        window -> {
          float people =
              window
                  .presence()
                  .enteredBetween(now.minus(LATELY).toEpochMilli(), now.toEpochMilli() + 1);
          double usual = usual(window, today, slot);
          return Double.isNaN(usual) ? null : new Door(Math.round(people), (int) Math.round(usual));
        });
  }

  private double usual(HistoryWindow window, long today, int slot) {
    double sum = 0;
    int days = 0;
    for (long day = today - DemandHistory.USUAL_DAYS; day < today; day++) {
      float entered = window.presence().entered(day, slot);
      if (!Float.isNaN(entered)) {
        sum += entered;
        days++;
      }
    }
    return sum / days * LATELY.toMillis() / history.calendar().interval().toMillis();
  }
}
