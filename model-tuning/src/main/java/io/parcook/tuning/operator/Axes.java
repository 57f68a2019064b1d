package io.parcook.tuning.operator;

import java.util.Arrays;

/// Axes as graphs write them: negative ones count from the last.
final class Axes {

  private Axes() {}

  /// The place of an axis in an array of that rank.
  ///
  /// @throws IllegalArgumentException if the array has no such axis
  static int of(long axis, int rank) {
    long place = axis < 0 ? axis + rank : axis;
    if (place < 0 || place >= rank) {
      throw new IllegalArgumentException(
          "There is no axis " + axis + " in an array of rank " + rank);
    }
    return (int) place;
  }

  static int[] of(long[] axes, int rank) {
    return Arrays.stream(axes).mapToInt(axis -> of(axis, rank)).toArray();
  }
}
