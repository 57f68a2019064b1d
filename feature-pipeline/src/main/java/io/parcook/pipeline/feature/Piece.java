package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.HistoryWindow;
import io.parcook.pipeline.history.ItemHistory;

/// The part of one interval that a rolling window covers. A part is exact while the history holds
/// its events one by one; later, of an interval that is over it is taken in proportion, and of one
/// that is not it is unknown.
final class Piece {

  private final long interval;
  private final long day;
  private final int slot;
  private final long from;
  private final long to;
  private final double fraction;
  private final boolean isOver;
  private final boolean isExact;
  private final float[] sold;

  private Piece(HistoryWindow window, long interval, long from, long to, boolean isOver) {
    this.interval = interval;
    this.from = from;
    this.to = to;
    this.isOver = isOver;
    day = window.clock().day(interval);
    slot = window.clock().slot(interval);
    fraction = (to - from) / (window.clock().length() * 1000.0);
    isExact = window.recent().covers(from);
    boolean isPart = from < to && fraction < 1;
    sold = new float[isPart && isExact ? window.items() : 0];
    if (sold.length > 0) {
      window.recent().addTo(sold, from, to);
    }
  }

  /// The part `[from, to)` of the interval at the origin, in milliseconds of the epoch.
  static Piece of(HistoryWindow window, long interval, long from, long to) {
    return new Piece(window, interval, from, to, false);
  }

  /// Cuts a window that ends at the origin at the boundaries of intervals.
  static Piece[] window(HistoryWindow window, long from, long origin) {
    long length = window.clock().length() * 1000;
    long first = Math.floorDiv(from, length);
    long last = Math.floorDiv(origin - 1, length);
    Piece[] pieces = new Piece[(int) (last - first + 1)];
    for (long interval = first; interval <= last; interval++) {
      long begin = Math.max(from, interval * length);
      long end = Math.min(origin, (interval + 1) * length);
      boolean isOver = (interval + 1) * length <= origin;
      pieces[(int) (interval - first)] = new Piece(window, interval, begin, end, isOver);
    }
    return pieces;
  }

  boolean isKnown() {
    return from < to && (isOver || isExact);
  }

  long interval() {
    return interval;
  }

  long day() {
    return day;
  }

  int slot() {
    return slot;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  /// The share of its interval that the piece covers.
  double fraction() {
    return fraction;
  }

  boolean isExact() {
    return isExact;
  }

  double sold(ItemHistory history, int item) {
    return sold.length > item ? sold[item] : history.counted(day, slot, interval) * fraction;
  }
}
