package io.parcook.pipeline.history;

/// The bounds of a history.
///
/// @param days length of the window, a power of two
/// @param items most distinct items
/// @param zones most distinct presence zones
public record HistoryLimits(int days, int items, int zones) {

  public static final HistoryLimits DEFAULT = new HistoryLimits(64, 500, 16);

  public HistoryLimits {
    if (days <= 0 || Integer.bitCount(days) != 1) {
      throw new IllegalArgumentException("days must be a power of two; it is " + days);
    }
  }
}
