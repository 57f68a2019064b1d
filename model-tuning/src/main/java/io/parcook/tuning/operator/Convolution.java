package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Convolution over one axis or more.
final class Convolution {

  /// Axes before those that the kernel slides over: batch and channels.
  private static final int LEADING = 2;

  private Convolution() {}

  static List<Definition> operators() {
    return List.of(new Definition("Conv", 11, Convolution::conv));
  }

  /// `Conv(X, W, B?)`: X is batch × channels × lengths, W outputs × channels of a group × widths,
  /// and B one number for each output. With `group` groups, each output is the sum over its group's
  /// channels and its window of X · W, plus its element of B.
  private static Step conv(Node node) {
    int group = (int) node.whole("group", 1);
    node.ignore("kernel_shape"); // W has it too
    Windows windows = Windows.read(node);
    return Step.giving(
        in -> convolve(windows, group, in.get(0), in.get(1), in.has(2) ? in.get(2) : null));
  }

  private static NDArray convolve(
      Windows windows, int group, NDArray x, NDArray w, @Nullable NDArray bias) {
    int axes = x.getShape().dimension() - LEADING;
    var strides = new long[axes];
    var dilations = new long[axes];
    var before = new long[LEADING + axes];
    var after = new long[LEADING + axes];
    for (int axis = 0; axis < axes; axis++) {
      Windows.Along along =
          windows.along(axis, x.getShape().get(LEADING + axis), w.getShape().get(LEADING + axis));
      strides[axis] = along.stride();
      dilations[axis] = along.dilation();
      before[LEADING + axis] = along.before();
      after[LEADING + axis] = along.after();
    }
    // The engine pads both ends alike, ONNX need not: so it is padded beforehand.
    return x.getNDArrayInternal()
        .convolution(
            Padding.with(x, before, after, 0),
            w,
            bias,
            new Shape(strides),
            new Shape(new long[axes]),
            new Shape(dilations),
            group)
        .singletonOrThrow();
  }
}
