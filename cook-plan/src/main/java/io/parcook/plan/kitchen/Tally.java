package io.parcook.plan.kitchen;

/// What became of an item's portions since the kitchen's book was opened.
///
/// @param cooked made ready
/// @param sold taken by orders, on hand or not
/// @param missing of those sold, the ones that were not on hand
/// @param discarded thrown away by hand
/// @param expired past their hold time
/// @param corrected added by counts, below zero where counts took away
public record Tally(
    long cooked, long sold, long missing, long discarded, long expired, long corrected) {

  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  /// Portions thrown away, by hand or by age.
  public long wasted() {
    return discarded + expired;
  }
}
