package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reductions along axes: of all, if none are named; with `noop_with_empty_axes` then of none, each
/// element by itself (`ReduceL1` gives `|x|` then, as ONNX Runtime has it). The axes are an
/// attribute, or, from opset 18 on (for `ReduceSum` 13), an input. With `keepdims`, as it is unless
/// stated otherwise, they stay with length 1.
final class Reductions {

  private Reductions() {}

  static List<Definition> operators() {
    return List.of(
        reduce("ReduceSum", Reductions::sum),
        reduce("ReduceMean", Reductions::mean),
        reduce("ReduceMax", (x, axes) -> oneByOne(x, axes, NDArray::max)),
        reduce("ReduceMin", (x, axes) -> oneByOne(x, axes, NDArray::min)),
        reduce("ReduceProd", (x, axes) -> oneByOne(x, axes, NDArray::prod)),
        // `Σ |x|`.
        reduce("ReduceL1", (x, axes) -> sum(x.abs(), axes)),
        reduce("ReduceL2", Reductions::euclid),
        // `Σ x²`.
        reduce("ReduceSumSquare", (x, axes) -> sum(x.mul(x), axes)));
  }

  /// What reduces an array along axes that are there, and keeps them.
  @FunctionalInterface
  private interface Kept {

    NDArray along(NDArray x, int[] axes);
  }

  @FunctionalInterface
  private interface Single {

    NDArray along(NDArray x, int[] axis, boolean keep);
  }

  private static Definition reduce(String name, Kept kept) {
    return new Definition(name, 13, node -> bind(node, kept));
  }

  private static Step bind(Node node, Kept kept) {
    boolean keeps = node.flag("keepdims", true);
    boolean emptyIsNone = node.flag("noop_with_empty_axes", false);
    Optional<long[]> stated = node.wholes("axes");
    return Step.giving(
        in -> {
          NDArray x = in.get(0);
          int rank = x.getShape().dimension();
          long[] named = in.has(1) ? in.longs(1) : stated.orElse(new long[0]);
          if (named.length == 0 && emptyIsNone) {
            return kept.along(x.expandDims(rank), new int[] {rank}).squeeze(rank);
          }
          int[] axes =
              named.length == 0 ? IntStream.range(0, rank).toArray() : Axes.of(named, rank);
          if (axes.length == 0) {
            return kept.along(x.reshape(1), new int[] {0}).reshape(new Shape());
          }
          NDArray reduced = kept.along(x, axes);
          return keeps ? reduced : reduced.reshape(without(reduced.getShape(), axes));
        });
  }

  private static NDArray sum(NDArray x, int[] axes) {
    // The engine adds up 32-bit whole numbers as 64-bit ones.
    return x.sum(axes, true).toType(x.getDataType(), false);
  }

  private static NDArray mean(NDArray x, int[] axes) {
    long count = Arrays.stream(axes).mapToLong(x.getShape()::get).reduce(1, (a, b) -> a * b);
    NDArray sum = sum(x, axes);
    if (x.getDataType().isFloating()) {
      return sum.div(count);
    }
    return sum.toType(DataType.FLOAT64, false).div(count).trunc().toType(x.getDataType(), false);
  }

  /// `√ Σ x²`; its gradient at zero is zero.
  private static NDArray euclid(NDArray x, int[] axes) {
    return x.norm(2, axes, true);
  }

  private static NDArray oneByOne(NDArray x, int[] axes, Single single) {
    NDArray reduced = x;
    for (int axis : axes) {
      reduced = single.along(reduced, new int[] {axis}, true);
    }
    return reduced;
  }

  private static Shape without(Shape shape, int[] axes) {
    return new Shape(
        IntStream.range(0, shape.dimension())
            .filter(axis -> Arrays.stream(axes).noneMatch(gone -> gone == axis))
            .mapToLong(shape::get)
            .toArray());
  }
}
