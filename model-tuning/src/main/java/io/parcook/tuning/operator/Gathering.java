package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.List;

/// Operators that take parts of an array by indices; negative ones count from the end.
final class Gathering {

  private Gathering() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("Gather", 1, Gathering::gather),
        new Definition("GatherElements", 11, Gathering::gatherElements));
  }

  /// `Gather(data, indices)`: the entries of `axis` that the indices name, which put all their own
  /// axes in the place of that one: `out[…, i, j, …] = data[…, indices[i, j], …]`.
  private static Step gather(Node node) {
    long axis = node.whole("axis", 0);
    return Step.giving(
        in -> {
          NDArray data = in.get(0);
          int along = Axes.of(axis, data.getShape().dimension());
          var index = new NDIndex();
          for (int i = 0; i < along; i++) {
            index.addAllDim();
          }
          return data.get(index.addIndices("{}", in.get(1).toType(DataType.INT64, false)));
        });
  }

  /// `GatherElements(data, indices)`: an array of the indices' shape, of which each element comes
  /// from its own place in `data` but for `axis`: `out[i, j] = data[indices[i, j], j]` for axis 0.
  private static Step gatherElements(Node node) {
    long axis = node.whole("axis", 0);
    return Step.giving(
        in -> {
          NDArray data = in.get(0);
          int along = Axes.of(axis, data.getShape().dimension());
          NDArray indices = in.get(1).toType(DataType.INT64, false);
          NDArray wraps = indices.lt(0).toType(DataType.INT64, false);
          return data.gather(indices.add(wraps.mul(data.getShape().get(along))), along);
        });
  }
}
