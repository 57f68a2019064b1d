package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Operators that keep an array's elements and change its shape, or repeat them.
final class Shaping {

  private Shaping() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("Reshape", 5, Shaping::reshape),
        new Definition("Flatten", 1, Shaping::flatten),
        new Definition("Transpose", 1, Shaping::transpose),
        new Definition("Squeeze", 13, _ -> Step.giving(Shaping::squeeze)),
        new Definition("Unsqueeze", 13, _ -> Step.giving(Shaping::unsqueeze)),
        new Definition("Expand", 8, _ -> Step.giving(Shaping::expand)),
        // `Tile(input, repeats)`: the whole of it, so many times along each axis.
        new Definition("Tile", 6, _ -> Step.giving(in -> in.get(0).tile(in.longs(1)))));
  }

  /// `Reshape(data, shape)`: the same elements in another shape. One length may be −1, for what is
  /// left; 0 means the length that the axis has, or, with `allowzero`, 0.
  private static Step reshape(Node node) {
    boolean zeros = node.flag("allowzero", false);
    return Step.giving(
        in -> {
          NDArray data = in.get(0);
          long[] shape = in.longs(1).clone();
          for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 0 && !zeros) {
              shape[i] = data.getShape().get(i);
            }
          }
          return data.reshape(new Shape(shape));
        });
  }

  /// `Flatten(input)`: a matrix with the axes before `axis` as rows, the others as columns.
  private static Step flatten(Node node) {
    long axis = node.whole("axis", 1);
    return Step.giving(
        in -> {
          Shape shape = in.get(0).getShape();
          int first = axis == shape.dimension() ? (int) axis : Axes.of(axis, shape.dimension());
          return in.get(0).reshape(shape.slice(0, first).size(), shape.slice(first).size());
        });
  }

  /// `Transpose(data)`: the axes in the order of `perm`, or in the reverse one.
  private static Step transpose(Node node) {
    Optional<int[]> order =
        node.wholes("perm").map(axes -> Arrays.stream(axes).mapToInt(Math::toIntExact).toArray());
    return Step.giving(
        in -> order.map(in.get(0)::transpose).orElseGet(() -> in.get(0).transpose()));
  }

  /// `Squeeze(data, axes?)`: without these axes of length 1; without any of that length, if none
  /// are named.
  private static NDArray squeeze(Operands in) {
    Shape shape = in.get(0).getShape();
    int[] axes =
        in.has(1)
            ? Axes.of(in.longs(1), shape.dimension())
            : IntStream.range(0, shape.dimension()).filter(axis -> shape.get(axis) == 1).toArray();
    return axes.length == 0 ? in.get(0) : in.get(0).squeeze(axes);
  }

  /// `Unsqueeze(data, axes)`: with axes of length 1 at these places of the result.
  private static NDArray unsqueeze(Operands in) {
    Shape shape = in.get(0).getShape();
    int rank = shape.dimension() + in.longs(1).length;
    var lengths = new long[rank];
    for (int axis : Axes.of(in.longs(1), rank)) {
      lengths[axis] = 1;
    }
    int from = 0;
    for (int axis = 0; axis < rank; axis++) {
      if (lengths[axis] == 0) {
        lengths[axis] = shape.get(from++);
      }
    }
    return in.get(0).reshape(new Shape(lengths));
  }

  /// `Expand(input, shape)`: the input broadcast with an array of that shape.
  private static NDArray expand(Operands in) {
    Shape shape = Broadcasting.of(in.get(0).getShape(), new Shape(in.longs(1)));
    return Broadcasting.to(in.get(0), shape);
  }
}
