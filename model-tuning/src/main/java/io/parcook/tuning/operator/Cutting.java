package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import java.util.stream.LongStream;

/// Operators that take parts of an array by position.
final class Cutting {

  private Cutting() {}

  static List<Definition> operators() {
    return List.of(new Definition("Slice", 10, _ -> Step.giving(Cutting::slice)));
  }

  /// `Slice(data, starts, ends, axes?, steps?)`: of each of the axes the elements from start until
  /// end, every step-th; negative positions count from the end, positions beyond an end are moved
  /// to it, and a negative step goes backwards, with an end before the first element allowed.
  private static NDArray slice(Operands in) {
    NDArray data = in.get(0);
    long[] starts = in.longs(1);
    long[] ends = in.longs(2);
    long[] axes = in.has(3) ? in.longs(3) : LongStream.range(0, starts.length).toArray();
    for (int i = 0; i < starts.length; i++) {
      int axis = Axes.of(axes[i], data.getShape().dimension());
      long step = in.has(4) ? in.longs(4)[i] : 1;
      data = slice(data, axis, starts[i], ends[i], step);
    }
    return data;
  }

  private static NDArray slice(NDArray data, int axis, long start, long end, long step) {
    long length = data.getShape().get(axis);
    long from = start < 0 ? start + length : start;
    // Long.MIN_VALUE stands for "until before the first" and must not wrap around.
    long until = end < 0 ? Math.max(end, -length - 1) + length : end;
    if (step > 0) {
      from = Math.clamp(from, 0, length);
      until = Math.clamp(until, from, length);
      return part(data, axis, from, until, Math.min(step, Math.max(1, length)));
    }
    // The engine only goes forwards: turn the axis round and count from its other end.
    from = Math.clamp(from, Math.min(0, length - 1), length - 1);
    until = Math.clamp(until, -1, from);
    NDArray turned = data.flip(axis);
    long stride = Math.min(-Math.max(step, -Long.MAX_VALUE), Math.max(1, length));
    return part(turned, axis, length - 1 - from, length - 1 - until, stride);
  }

  /// The elements `[from, until)` of an axis, every `step`-th.
  static NDArray part(NDArray data, int axis, long from, long until, long step) {
    if (from == 0 && until == data.getShape().get(axis) && step == 1) {
      return data;
    }
    var index = new NDIndex();
    for (int i = 0; i < axis; i++) {
      index.addAllDim();
    }
    return data.get(index.addSliceDim(from, until, step).addEllipseDim());
  }
}
