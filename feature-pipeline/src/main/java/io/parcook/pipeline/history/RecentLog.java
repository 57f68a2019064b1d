package io.parcook.pipeline.history;

/// The last hours of a store's events one by one, so that a window that begins or ends inside an
/// interval can be exact. A ring with a fixed place for each event: in a rush that outruns it the
/// window that it covers becomes shorter, and says so.
public final class RecentLog {

  private final long reach;
  private final long[] times;
  private final int[] rows;
  private final int[] amounts;
  private long newest = Long.MIN_VALUE;
  private long lost = Long.MIN_VALUE;
  private int size;
  private int next;

  RecentLog(long reachMillis, int capacity) {
    reach = reachMillis;
    times = new long[capacity];
    rows = new int[capacity];
    amounts = new int[capacity];
  }

  void add(long millis, int row, int amount) {
    newest = Math.max(newest, millis);
    if (millis < newest - reach) {
      return;
    }
    if (size == times.length) {
      lost = Math.max(lost, times[next]);
    } else {
      size++;
    }
    times[next] = millis;
    rows[next] = row;
    amounts[next] = amount;
    next = next + 1 == times.length ? 0 : next + 1;
  }

  /// True if every event since `millis` is here.
  public boolean covers(long millis) {
    return millis >= newest - reach && millis > lost;
  }

  /// Sum over one row of the events in `[from, to)`, in milliseconds of the epoch.
  public int sum(int row, long from, long to) {
    int sum = 0;
    for (int i = 0; i < size; i++) {
      if (rows[i] == row && times[i] >= from && times[i] < to) {
        sum += amounts[i];
      }
    }
    return sum;
  }

  /// Adds the events in `[from, to)` to `sums`, by row.
  public void addTo(float[] sums, long from, long to) {
    for (int i = 0; i < size; i++) {
      if (times[i] >= from && times[i] < to) {
        sums[rows[i]] += amounts[i];
      }
    }
  }

  /// How many events are held, for a metric beside [#capacity].
  int size() {
    return size;
  }

  int capacity() {
    return times.length;
  }
}
