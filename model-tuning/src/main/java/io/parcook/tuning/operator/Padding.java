package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// Widening arrays at their ends.
final class Padding {

  private Padding() {}

  static List<Definition> operators() {
    return List.of(new Definition("Pad", 11, Padding::pad));
  }

  /// `Pad(data, pads, constant_value?, axes?)`: `pads` are the elements to put before each axis and
  /// then those to put behind each; negative ones are cut off instead. By `mode` they are
  /// `constant_value` (0 if not given; it has no gradient), the nearest element (`edge`), the
  /// elements mirrored at the end (`reflect`), or those of the other end (`wrap`).
  private static Step pad(Node node) {
    String mode = node.word("mode", "constant");
    return switch (mode) {
      case "constant" -> Step.giving(Padding::constant);
      case "edge" -> Step.giving(in -> taken(in, Padding::nearest));
      case "reflect" -> Step.giving(in -> taken(in, Padding::mirrored));
      case "wrap" -> Step.giving(in -> taken(in, Math::floorMod));
      default -> throw new UnsupportedNodeException("mode = '" + mode + "' is not known");
    };
  }

  private static NDArray constant(Operands in) {
    double value = in.has(2) ? in.get(2).toType(DataType.FLOAT64, false).toDoubleArray()[0] : 0;
    int rank = in.get(0).getShape().dimension();
    return with(in.get(0), ends(in, rank, 0), ends(in, rank, 1), value);
  }

  /// Puts so many elements of one value before and behind each axis; where there are to be fewer
  /// than none, cuts them off.
  static NDArray with(NDArray x, long[] before, long[] after, double value) {
    int rank = before.length;
    NDArray whole = x;
    long[] pairs = new long[2 * rank];
    for (int axis = 0; axis < rank; axis++) {
      long first = Math.max(0, -before[axis]);
      long end = x.getShape().get(axis) - Math.max(0, -after[axis]);
      whole = Cutting.part(whole, axis, first, end, 1);
      // The engine counts axes from the last.
      pairs[2 * (rank - 1 - axis)] = Math.max(0, before[axis]);
      pairs[2 * (rank - 1 - axis) + 1] = Math.max(0, after[axis]);
    }
    return Arrays.stream(pairs).allMatch(n -> n == 0) ? whole : whole.pad(new Shape(pairs), value);
  }

  /// Which element of an axis stands at a place outside of it.
  @FunctionalInterface
  private interface Source {
    long of(long place, long length);
  }

  private static long nearest(long place, long length) {
    return Math.clamp(place, 0, length - 1);
  }

  private static long mirrored(long place, long length) {
    long period = Math.max(1, 2 * (length - 1));
    long within = Math.floorMod(place, period);
    return Math.min(within, period - within);
  }

  private static NDArray taken(Operands in, Source source) {
    NDArray data = in.get(0);
    int rank = data.getShape().dimension();
    long[] before = ends(in, rank, 0);
    long[] after = ends(in, rank, 1);
    for (int axis = 0; axis < rank; axis++) {
      if (before[axis] != 0 || after[axis] != 0) {
        long length = data.getShape().get(axis);
        long[] places =
            LongStream.range(-before[axis], length + after[axis])
                .map(place -> source.of(place, length))
                .toArray();
        NDArray index = in.scope().create(places, new Shape(places.length));
        data = data.get(new NDIndex().addAllDim(axis).addIndices("{}", index).addEllipseDim());
      }
    }
    return data;
  }

  /// The pads of all axes at one side, 0 before and 1 behind.
  private static long[] ends(Operands in, int rank, int side) {
    long[] pads = in.longs(1);
    int[] axes = Axes.of(in.has(3) ? in.longs(3) : LongStream.range(0, rank).toArray(), rank);
    long[] ends = new long[rank];
    for (int i = 0; i < axes.length; i++) {
      ends[axes[i]] = pads[side * axes.length + i];
    }
    return ends;
  }
}
