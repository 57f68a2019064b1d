package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import java.util.List;

/// Sums that run along an axis.
final class RunningSums {

  private RunningSums() {}

  static List<Definition> operators() {
    return List.of(new Definition("CumSum", 11, RunningSums::cumSum));
  }

  /// `CumSum(x, axis)`: the sum of each element and all before it; with `exclusive` of those before
  /// it alone, with `reverse` from the end.
  private static Step cumSum(Node node) {
    boolean exclusive = node.flag("exclusive", false);
    boolean reverse = node.flag("reverse", false);
    return Step.giving(
        in -> {
          NDArray x = in.get(0);
          int axis = Axes.of(in.longs(1)[0], x.getShape().dimension());
          NDArray sums = (reverse ? x.flip(axis) : x).cumSum(axis);
          if (exclusive) {
            sums = onwards(sums, axis);
          }
          return reverse ? sums.flip(axis) : sums;
        });
  }

  /// Moves all elements one place on; the first is 0 and the last falls out.
  private static NDArray onwards(NDArray sums, int axis) {
    long length = sums.getShape().get(axis);
    long[] before = new long[sums.getShape().dimension()];
    before[axis] = 1;
    NDArray longer = Padding.with(sums, before, new long[before.length], 0);
    return Cutting.part(longer, axis, 0, length, 1);
  }
}
