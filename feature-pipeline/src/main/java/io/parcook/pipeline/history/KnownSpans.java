package io.parcook.pipeline.history;

import java.util.Arrays;

/// Facts that hold for a span of time, each with when it was said, so that the past can be read as
/// it was known then. Bounded: the word said longest ago gives way.
final class KnownSpans {

  /// Said before all time: for files, which do not say when their facts became known.
  static final long ALWAYS = Long.MIN_VALUE;

  private final int capacity;
  private long[] said = new long[2];
  private long[] from = new long[2];
  private long[] until = new long[2];
  private float[] first = new float[2];
  private float[] second = new float[2];
  private int size;

  KnownSpans(int capacity) {
    this.capacity = capacity;
  }

  /// Adds a fact; one that continues the fact added last, with the same words, only lengthens it.
  void add(long saidAt, long begins, long ends, float one, float two) {
    int last = size - 1;
    if (last >= 0
        && said[last] == saidAt
        && until[last] == begins
        && first[last] == one
        && second[last] == two) {
      until[last] = ends;
      return;
    }
    if (size == capacity) {
      dropFirst();
    }
    if (size == said.length) {
      grow();
    }
    int at = size;
    while (at > 0 && said[at - 1] > saidAt) {
      at--;
    }
    shift(at, at + 1, size - at);
    said[at] = saidAt;
    from[at] = begins;
    until[at] = ends;
    first[at] = one;
    second[at] = two;
    size++;
  }

  /// The place of the latest word said by `origin` about a moment; -1 if there is none.
  int at(long moment, long origin) {
    for (int i = size - 1; i >= 0; i--) {
      if (said[i] <= origin && from[i] <= moment && moment < until[i]) {
        return i;
      }
    }
    return -1;
  }

  boolean isEmpty() {
    return size == 0;
  }

  float first(int at) {
    return first[at];
  }

  float second(int at) {
    return second[at];
  }

  long length(int at) {
    return until[at] - from[at];
  }

  private void dropFirst() {
    size--;
    shift(1, 0, size);
  }

  private void shift(int source, int target, int count) {
    System.arraycopy(said, source, said, target, count);
    System.arraycopy(from, source, from, target, count);
    System.arraycopy(until, source, until, target, count);
    System.arraycopy(first, source, first, target, count);
    System.arraycopy(second, source, second, target, count);
  }

  private void grow() {
    int length = Math.min(capacity, 2 * size);
    said = Arrays.copyOf(said, length);
    from = Arrays.copyOf(from, length);
    until = Arrays.copyOf(until, length);
    first = Arrays.copyOf(first, length);
    second = Arrays.copyOf(second, length);
  }
}
