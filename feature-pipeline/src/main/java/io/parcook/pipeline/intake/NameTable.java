package io.parcook.pipeline.intake;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A bounded set of names that is searched by characters, so that a name already known costs no new
/// string. Searching is lock-free; adding is not, and is rare.
final class NameTable {

  private final int limit;
  private final int mask;
  private final AtomicReferenceArray<@Nullable String> slots;
  private volatile int size;

  NameTable(int limit) {
    if (limit < 1 || limit > 1 << 20) {
      throw new IllegalArgumentException("limit must be 1 to 1048576; it is " + limit);
    }
    this.limit = limit;
    int capacity = Integer.highestOneBit(limit) * 4;
    this.mask = capacity - 1;
    this.slots = new AtomicReferenceArray<>(capacity);
  }

  int size() {
    return size;
  }

  int limit() {
    return limit;
  }

  /// The known name with these characters, or null.
  ///
  /// @param hash as [String#hashCode] computes it
  @Nullable String find(int hash, char[] text, int offset, int length) {
    for (int i = spread(hash) & mask; ; i = (i + 1) & mask) {
      String name = slots.getAcquire(i);
      if (name == null || (name.hashCode() == hash && same(name, text, offset, length))) {
        return name;
      }
    }
  }

  boolean contains(String name) {
    return slots.getAcquire(place(name)) != null;
  }

  /// Adds a name.
  ///
  /// @return whether it is in the table now; false when the table is full
  boolean add(String name) {
    return contains(name) || insert(name);
  }

  private synchronized boolean insert(String name) {
    int place = place(name);
    if (slots.getAcquire(place) != null) {
      return true;
    }
    if (size == limit) {
      return false;
    }
    slots.setRelease(place, name);
    size++;
    return true;
  }

  private int place(String name) {
    int i = spread(name.hashCode()) & mask;
    for (String at = slots.getAcquire(i); at != null && !at.equals(name); ) {
      i = (i + 1) & mask;
      at = slots.getAcquire(i);
    }
    return i;
  }

  private static boolean same(String name, char[] text, int offset, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) != text[offset + i]) {
        return false;
      }
    }
    return true;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 16);
  }
}
