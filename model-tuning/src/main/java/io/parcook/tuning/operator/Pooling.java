package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;

/// Pools: one number for each window of the axes that follow batch and channels.
///
/// A window of several axes is a window of each, so pools go axis by axis: the elements at the
/// windows' first place, those at their second, and so on, are slices of the array, and are put
/// together one after the other. That takes any padding and dilation, as the engine's own pools do
/// not.
final class Pooling {

  /// Axes before those that are pooled: batch and channels.
  private static final int LEADING = 2;

  private Pooling() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("AveragePool", 11, Pooling::average),
        new Definition("MaxPool", 12, Pooling::max),
        new Definition("GlobalAveragePool", 1, _ -> Step.giving(Pooling::averageOfAll)));
  }

  /// `AveragePool(X)`: the mean of each window's elements; padding counts as zeros with
  /// `count_include_pad`, and not at all without. What a last window of `ceil_mode` has beyond the
  /// padding never counts.
  private static Step average(Node node) {
    long[] kernel = kernel(node);
    boolean withPadding = node.flag("count_include_pad", false);
    Windows windows = Windows.read(node);
    return Step.giving(
        in -> {
          NDArray x = in.get(0);
          for (int i = 0; i < kernel.length; i++) {
            int axis = LEADING + i;
            Windows.Along along = windows.along(i, x.getShape().get(axis), kernel[i]);
            float[] sizes = along.sizes(withPadding);
            long[] shape = new long[kernel.length - i];
            shape[0] = sizes.length;
            Arrays.fill(shape, 1, shape.length, 1);
            x =
                together(x, axis, along, 0, NDArray::add)
                    .div(in.scope().create(sizes, new Shape(shape)));
          }
          return x;
        });
  }

  /// `MaxPool(X)`: the greatest of each window's elements; padding is less than all of them.
  private static Step max(Node node) {
    if (node.gives(1)) {
      throw new UnsupportedNodeException("its output Indices is read");
    }
    node.ignore("storage_order"); // of the indices
    long[] kernel = kernel(node);
    Windows windows = Windows.read(node);
    return Step.giving(
        in -> {
          NDArray x = in.get(0);
          for (int i = 0; i < kernel.length; i++) {
            int axis = LEADING + i;
            Windows.Along along = windows.along(i, x.getShape().get(axis), kernel[i]);
            x = together(x, axis, along, Double.NEGATIVE_INFINITY, NDArray::maximum);
          }
          return x;
        });
  }

  /// `GlobalAveragePool(X)`: the mean of each channel; the pooled axes stay, with length 1.
  private static NDArray averageOfAll(Operands in) {
    NDArray x = in.get(0);
    return Normalizations.mean(x, LEADING);
  }

  private static long[] kernel(Node node) {
    if (!node.states("kernel_shape")) {
      throw new UnsupportedNodeException("it has no kernel_shape");
    }
    return Windows.positive(node, "kernel_shape");
  }

  /// Puts each window's elements along one axis together; padding is of one value.
  private static NDArray together(
      NDArray x, int axis, Windows.Along along, double padding, BinaryOperator<NDArray> both) {
    int rank = x.getShape().dimension();
    long[] before = new long[rank];
    long[] after = new long[rank];
    before[axis] = along.before();
    after[axis] = along.after() + along.beyond();
    NDArray padded = Padding.with(x, before, after, padding);
    long last = (along.count() - 1) * along.stride() + 1;
    NDArray result = null;
    for (long tap = 0; tap < along.width(); tap++) {
      long first = tap * along.dilation();
      NDArray elements = Cutting.part(padded, axis, first, first + last, along.stride());
      result = result == null ? elements : both.apply(result, elements);
    }
    return Objects.requireNonNull(result, "a kernel is at least one element wide");
  }
}
