package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import java.util.List;

/// Operators that join arrays along an axis, and part them again.
final class Joining {

  private Joining() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("Concat", 4, Joining::concat), new Definition("Split", 2, Joining::split));
  }

  /// `Concat(inputs…)`: the inputs one after the other along `axis`.
  private static Step concat(Node node) {
    if (!node.states("axis")) {
      throw new UnsupportedNodeException("it has no axis");
    }
    long axis = node.whole("axis", 0);
    return Step.giving(
        in -> {
          if (in.size() == 1) {
            return in.get(0); // The engine would give a copy that has no gradient.
          }
          var parts = new NDList(in.size());
          for (int i = 0; i < in.size(); i++) {
            parts.add(in.get(i));
          }
          return NDArrays.concat(parts, Axes.of(axis, in.get(0).getShape().dimension()));
        });
  }

  /// `Split(input, split?)`: parts along `axis` of the lengths in `split`; without it as many equal
  /// ones as there are outputs (`num_outputs` of them from opset 18 on), the last shorter where the
  /// length leaves a rest.
  private static Step split(Node node) {
    long axis = node.whole("axis", 0);
    long parts = node.whole("num_outputs", node.outputs());
    return in -> {
      NDArray whole = in.get(0);
      int along = Axes.of(axis, whole.getShape().dimension());
      long[] lengths = in.has(1) ? in.longs(1) : equal(whole.getShape().get(along), parts);
      if (Arrays.stream(lengths).sum() != whole.getShape().get(along)) {
        throw new IllegalArgumentException(
            "its parts " + Arrays.toString(lengths) + " do not make up axis " + axis);
      }
      var ends = new long[lengths.length - 1];
      for (int i = 0; i < ends.length; i++) {
        ends[i] = lengths[i] + (i == 0 ? 0 : ends[i - 1]);
      }
      return whole.split(ends, along);
    };
  }

  private static long[] equal(long length, long parts) {
    long each = (length + parts - 1) / parts;
    var lengths = new long[(int) parts];
    Arrays.fill(lengths, each);
    lengths[lengths.length - 1] = length - each * (parts - 1);
    return lengths;
  }
}
