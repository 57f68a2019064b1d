package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.List;

/// Operators that hand on what they are given, as it is or in another type.
final class Passing {

  private Passing() {}

  static List<Definition> operators() {
    return List.of(
        // The same.
        new Definition("Identity", 1, _ -> Step.giving(in -> in.get(0))),
        new Definition("Dropout", 13, Passing::dropout),
        new Definition("Cast", 9, Passing::cast),
        new Definition("CastLike", 15, Passing::castLike));
  }

  /// `Dropout(data, ratio?, training_mode?)` as inference has it: the data as they are, and as mask
  /// that nothing was dropped. What is tuned here is tuned without it.
  private static Step dropout(Node node) {
    node.ignore("seed");
    boolean mask = node.gives(1);
    return in -> {
      NDArray data = in.get(0);
      if (in.has(2) && in.get(2).getBoolean()) {
        throw new IllegalArgumentException("it is in training mode; export it for inference");
      }
      return mask
          ? new NDList(data, in.scope().ones(data.getShape(), DataType.BOOLEAN))
          : new NDList(data);
    };
  }

  /// `Cast(input)` in the type `to`: whole numbers are cut towards zero, and all but 0 is true.
  private static Step cast(Node node) {
    long to = node.whole("to", 0);
    node.ignore("saturate"); // It is about 8-bit floats.
    DataType type =
        EngineTensors.type((int) to)
            .orElseThrow(() -> new UnsupportedNodeException("it casts to type " + to));
    return Step.giving(in -> cast(in.get(0), type));
  }

  /// `CastLike(input, target_type)`: the input in the type that the other has.
  private static Step castLike(Node node) {
    node.ignore("saturate");
    return Step.giving(in -> cast(in.get(0), in.get(1).getDataType()));
  }

  private static NDArray cast(NDArray x, DataType type) {
    if (x.getDataType() == type || !x.getDataType().isFloating() || !type.isFloating()) {
      return x.toType(type, false);
    }
    // The engine's cast has no gradient, but its running products are differentiable and give the
    // type that they are asked for: here each product is of one element.
    return x.expandDims(-1).cumProd(-1, type).squeeze(-1);
  }
}
