package io.parcook.pipeline.history;

import java.util.List;

/// The recent past of one store in memory: per item, slot and day the portions sold, whether the
/// item was sold out, and beside them presence, promotions, weather and opening hours.
///
/// Columns of one item and slot lie side by side by day, so that a same-slot mean is one short
/// scan. A slot that is unknown (no data that day) or censored reads as NaN. Writers and readers
/// may be on different threads.
public final class DemandHistory {

  private final StoreCalendar calendar;
  private final HistoryLimits limits;

  public DemandHistory(StoreCalendar calendar, HistoryLimits limits) {
    this.calendar = calendar;
    this.limits = limits;
  }

  public StoreCalendar calendar() {
    return calendar;
  }

  public HistoryLimits limits() {
    return limits;
  }

  /// Item names in order of first appearance; an item's place is its row in every array.
  public List<String> items() {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Applies changes in order. What lies outside the window, or past the limit of items, is counted
  /// and left out.
  public void apply(List<? extends IntervalChange> changes) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Portions of an item sold in a day's slot; NaN where unknown or censored. On a day whose slot
  /// happens twice (autumn switch), the mean of the two.
  public float sold(int item, long day, int slot) {
    throw new UnsupportedOperationException("not built yet");
  }
}
