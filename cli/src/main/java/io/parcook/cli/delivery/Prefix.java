package io.parcook.cli.delivery;

import java.util.Map;
import java.util.TreeMap;

/// How far a sequence is done without a gap, when its parts are done in any order. Holds only the
/// parts beyond the gap, so it is as bounded as what is on its way. Safe for use by many threads.
final class Prefix {

  private final TreeMap<Long, Long> beyond = new TreeMap<>();
  private long length;

  /// The members from `first`, `count` of them, are done.
  synchronized void done(long first, long count) {
    beyond.put(first, first + count);
    for (Map.Entry<Long, Long> next = beyond.firstEntry();
        next != null && next.getKey() <= length;
        next = beyond.firstEntry()) {
      length = Math.max(length, next.getValue());
      beyond.pollFirstEntry();
    }
  }

  synchronized long length() {
    return length;
  }
}
