package io.parcook.tuning.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.parcook.tuning.operator.Operands;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The values of one run. All of them belong to its scope while it is open: an array of another
/// manager is lent to the scope, or else every view of it would stay with its owner for good.
final class Frame {

  private final NDManager scope;
  private final Constants constants;
  private final @Nullable NDArray[] values;

  Frame(NDManager scope, Constants constants, int places) {
    this.scope = scope;
    this.constants = constants;
    values = new NDArray[places];
  }

  void put(int place, NDArray array) {
    values[place] = array;
  }

  /// Puts an array that may belong to another manager, to which it goes back when the scope is
  /// closed.
  void lend(int place, NDArray array) {
    if (!scope.equals(array.getManager())) {
      array.tempAttach(scope);
    }
    values[place] = array;
  }

  boolean has(int place) {
    return values[place] != null || constants.has(place);
  }

  NDArray get(int place) {
    NDArray value = values[place];
    if (value != null) {
      return value;
    }
    NDArray constant = constants.array(place);
    if (constant == null) {
      throw new IllegalStateException("A value was read before it was made");
    }
    lend(place, constant);
    return constant;
  }

  Operands operands(int[] places) {
    return new Operands() {

      @Override
      public boolean has(int input) {
        return input < places.length && places[input] != Names.NONE;
      }

      @Override
      public NDArray get(int input) {
        if (!has(input)) {
          throw new IllegalStateException("Input " + input + " is not given");
        }
        return Frame.this.get(places[input]);
      }

      @Override
      public long[] longs(int input) {
        long[] fixed = has(input) ? constants.longs(places[input]) : null;
        return fixed != null ? fixed : get(input).toType(DataType.INT64, false).toLongArray();
      }

      @Override
      public int size() {
        return places.length;
      }

      @Override
      public NDManager scope() {
        return scope;
      }
    };
  }

  /// The shapes at some places, for a message.
  String describe(int[] places) {
    return Arrays.stream(places)
        .mapToObj(place -> place == Names.NONE ? "nothing" : get(place).getShape().toString())
        .collect(Collectors.joining(", "));
  }
}
