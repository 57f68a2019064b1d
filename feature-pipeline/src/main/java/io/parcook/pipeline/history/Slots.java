package io.parcook.pipeline.history;

/// Sets of the slots of a day as bits in longs, many sets in one array.
public final class Slots {

  private Slots() {}

  /// How many longs one set takes.
  public static int words(int slots) {
    return (slots + 63) >>> 6;
  }

  public static boolean get(long[] bits, int base, int slot) {
    return (bits[base + (slot >>> 6)] >>> slot & 1L) != 0;
  }

  static void set(long[] bits, int base, int slot, boolean value) {
    long bit = 1L << slot;
    if (value) {
      bits[base + (slot >>> 6)] |= bit;
    } else {
      bits[base + (slot >>> 6)] &= ~bit;
    }
  }

  static boolean any(long[] bits, int base, int words) {
    for (int word = 0; word < words; word++) {
      if (bits[base + word] != 0) {
        return true;
      }
    }
    return false;
  }

  static int first(long[] bits, int base, int words, int none) {
    for (int word = 0; word < words; word++) {
      if (bits[base + word] != 0) {
        return (word << 6) + Long.numberOfTrailingZeros(bits[base + word]);
      }
    }
    return none;
  }

  static void or(long[] bits, int base, long[] into) {
    for (int word = 0; word < into.length; word++) {
      into[word] |= bits[base + word];
    }
  }
}
