package io.parcook.models.forecast;

/// Which days before a date count as its like: the last `size` days, or every so many.
public final class PastDays {

  private final int size;
  private final int stride;

  private PastDays(int size, int stride) {
    if (size < 1) {
      throw new IllegalArgumentException("at least one day is needed; got " + size);
    }
    this.size = size;
    this.stride = stride;
  }

  /// The last `days` days.
  public static PastDays last(int days) {
    return new PastDays(days, 1);
  }

  /// The same weekday of the last `weeks` weeks.
  public static PastDays sameWeekday(int weeks) {
    return new PastDays(weeks, 7);
  }

  int size() {
    return size;
  }

  /// How many days before the date the `i`th one lies, counted from 0 and on past [#size].
  int back(int i) {
    return stride * (i + 1);
  }
}
