package io.parcook.pipeline.history;

/// The bounds of a history.
///
/// @param days length of the window, a power of two
/// @param items most distinct items
/// @param zones most distinct presence zones
/// @param recent most events of the last three hours that are held one by one
public record HistoryLimits(int days, int items, int zones, int recent) {

  public static final HistoryLimits DEFAULT = new HistoryLimits(64, 500, 16);

  public HistoryLimits {
    if (days <= 0 || Integer.bitCount(days) != 1) {
      throw new IllegalArgumentException("days must be a power of two; it is " + days);
    }
    if (items <= 0 || zones < 0 || recent <= 0) {
      throw new IllegalArgumentException(
          "items and recent must be positive and zones not negative; they are "
              + items
              + ", "
              + recent
              + " and "
              + zones);
    }
  }

  public HistoryLimits(int days, int items, int zones) {
    this(days, items, zones, 16_384);
  }
}
