package io.parcook.tuning.dataset;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.LocalDate;

/// One store's past, as read from files or simulated.
///
/// @param first the first local date with data
/// @param last the last one
public record StoreHistory(String name, DemandHistory history, LocalDate first, LocalDate last) {

  public StoreCalendar calendar() {
    return history.calendar();
  }
}
