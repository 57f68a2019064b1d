package io.parcook.tuning.operator;

import java.util.Arrays;

/// How convolutions and pools slide over the axes of an array that follow batch and channels: the
/// attributes `kernel_shape`, `strides`, `dilations`, `pads`, `auto_pad` and `ceil_mode`.
final class Windows {

  private static final long[] UNSTATED = {};

  private final String autoPad;
  private final boolean ceil;
  private final long[] strides;
  private final long[] dilations;
  private final long[] pads;

  private Windows(String autoPad, boolean ceil, long[] strides, long[] dilations, long[] pads) {
    this.autoPad = autoPad;
    this.ceil = ceil;
    this.strides = strides;
    this.dilations = dilations;
    this.pads = pads;
  }

  /// Reads a node, all but its kernel's lengths.
  static Windows read(Node node) {
    String autoPad = node.word("auto_pad", "NOTSET");
    switch (autoPad) {
      case "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER" -> {}
      default -> throw new UnsupportedNodeException("auto_pad = '" + autoPad + "' is not known");
    }
    return new Windows(
        autoPad,
        node.flag("ceil_mode", false),
        positive(node, "strides"),
        positive(node, "dilations"),
        node.wholes("pads").orElse(UNSTATED));
  }

  /// A list of numbers above zero; empty if the node does not state it.
  static long[] positive(Node node, String attribute) {
    long[] values = node.wholes(attribute).orElse(UNSTATED);
    if (Arrays.stream(values).anyMatch(value -> value < 1)) {
      throw new UnsupportedNodeException(
          attribute + " = " + Arrays.toString(values) + " has a number below 1");
    }
    return values;
  }

  /// The windows along one axis.
  ///
  /// @param axis counted from the first after the channels
  /// @param length of the array there
  /// @param width of the kernel there
  /// @throws IllegalArgumentException if there is room for none
  Along along(int axis, long length, long width) {
    long stride = stated(strides, axis, 1);
    long dilation = stated(dilations, axis, 1);
    long reach = (width - 1) * dilation + 1;
    long before = stated(pads, axis, 0);
    long after = stated(pads, pads.length / 2 + axis, 0);
    long count;
    if (autoPad.startsWith("SAME")) {
      count = Math.ceilDiv(length, stride);
      long both = Math.max(0, (count - 1) * stride + reach - length);
      before = autoPad.equals("SAME_UPPER") ? both / 2 : both - both / 2;
      after = both - before;
    } else {
      if (autoPad.equals("VALID")) {
        before = 0;
        after = 0;
      }
      long room = length + before + after - reach;
      count = (ceil ? Math.ceilDiv(room, stride) : Math.floorDiv(room, stride)) + 1;
      if (ceil && (count - 1) * stride >= length + before) {
        count--; // a window that would begin behind the array is none
      }
    }
    if (count < 1) {
      throw new IllegalArgumentException(
          "A window of " + reach + " does not fit into " + length + " elements");
    }
    return new Along(length, width, stride, dilation, before, after, count);
  }

  private static long stated(long[] values, int place, long otherwise) {
    return values.length == 0 ? otherwise : values[place];
  }

  /// Windows along one axis.
  ///
  /// @param before padding before the first element
  /// @param after padding after the last one
  /// @param count how many windows there are
  record Along(
      long length, long width, long stride, long dilation, long before, long after, long count) {

    /// How far the last window reaches beyond the padded array.
    long beyond() {
      return Math.max(
          0, (count - 1) * stride + (width - 1) * dilation + 1 - length - before - after);
    }

    /// How many elements of each window lie within the array or, if that counts, its padding.
    float[] sizes(boolean withPadding) {
      float[] sizes = new float[(int) count];
      long first = withPadding ? 0 : before;
      long end = before + length + (withPadding ? after : 0);
      for (int window = 0; window < count; window++) {
        for (long tap = 0; tap < width; tap++) {
          long place = window * stride + tap * dilation;
          if (place >= first && place < end) {
            sizes[window]++;
          }
        }
      }
      return sizes;
    }
  }
}
