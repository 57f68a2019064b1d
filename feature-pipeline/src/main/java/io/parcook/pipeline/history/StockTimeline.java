package io.parcook.pipeline.history;

import java.util.Arrays;

/// When one item sold out and came back, in order of time. Two changes at the same moment stand in
/// their order of arrival, so the later word wins.
final class StockTimeline {

  /// Most changes kept; past it the oldest is folded into the state before.
  static final int CAPACITY = 4_096;

  private long[] times = new long[4];
  private boolean[] out = new boolean[4];
  private int size;
  private boolean outBefore;
  private long before = Long.MIN_VALUE;

  /// Records a change and answers when the next known change after it is, or
  /// [Long#MAX_VALUE].
  long add(long millis, boolean soldOut) {
    if (size == CAPACITY) {
      foldFirst();
    }
    if (millis < before) {
      return millis;
    }
    int at = after(millis);
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      out = Arrays.copyOf(out, 2 * size);
    }
    System.arraycopy(times, at, times, at + 1, size - at);
    System.arraycopy(out, at, out, at + 1, size - at);
    times[at] = millis;
    out[at] = soldOut;
    size++;
    return at + 1 < size ? times[at + 1] : Long.MAX_VALUE;
  }

  /// Folds what happened before a time into the state before.
  void forgetBefore(long millis) {
    while (size > 0 && times[0] < millis) {
      foldFirst();
    }
  }

  boolean isOut(long millis) {
    int at = after(millis);
    return at == 0 ? outBefore : out[at - 1];
  }

  /// True if the item was sold out during any part of `[from, to)`.
  boolean isOutDuring(long from, long to) {
    int at = after(from);
    if (at == 0 ? outBefore : out[at - 1]) {
      return true;
    }
    for (; at < size && times[at] < to; at++) {
      boolean lasted = at + 1 == size || times[at + 1] > times[at];
      if (out[at] && lasted) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return size == 0 && !outBefore;
  }

  private void foldFirst() {
    before = times[0];
    outBefore = out[0];
    size--;
    System.arraycopy(times, 1, times, 0, size);
    System.arraycopy(out, 1, out, 0, size);
  }

  /// Place of the first change after a time.
  private int after(long millis) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
