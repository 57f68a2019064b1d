package io.parcook.pipeline.history;

/// Which days a history holds, and where in its arrays each of them lies: a day's place is the day
/// modulo the length, so that the window moves without copying.
public final class DayRing {

  private final int days;
  private long newest = Long.MIN_VALUE;

  DayRing(int days) {
    this.days = days;
  }

  /// How many days the ring has room for, a power of two.
  public int days() {
    return days;
  }

  /// The place of a day, 0 to `days() - 1`.
  public int place(long day) {
    return (int) day & (days - 1);
  }

  public boolean isEmpty() {
    return newest == Long.MIN_VALUE;
  }

  /// The newest day; meaningless while [#isEmpty].
  public long newest() {
    return newest;
  }

  /// The oldest day that there is room for; meaningless while [#isEmpty].
  public long oldest() {
    return newest - days + 1;
  }

  public boolean holds(long day) {
    return !isEmpty() && day <= newest && day > newest - days;
  }

  boolean isBehind(long day) {
    return !isEmpty() && day <= newest - days;
  }

  /// True if the day is past the newest, so that the window must move.
  boolean isAhead(long day) {
    return isEmpty() || day > newest;
  }

  void moveTo(long day) {
    newest = day;
  }
}
