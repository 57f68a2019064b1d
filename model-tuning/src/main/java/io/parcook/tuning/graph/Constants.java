package io.parcook.tuning.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a graph fixes: initializers that are not tuned, and all that follows from them alone.
final class Constants implements AutoCloseable {

  private final NDManager manager;
  private final Map<Integer, NDArray> arrays = new HashMap<>();
  private final Map<Integer, long[]> longs = new HashMap<>();

  Constants(NDManager manager) {
    this.manager = manager;
  }

  NDManager manager() {
    return manager;
  }

  /// Keeps an array of this manager.
  void put(int place, NDArray array) {
    arrays.put(place, array);
    if (array.getDataType() == DataType.INT64) {
      longs.put(place, array.toLongArray());
    }
  }

  boolean has(int place) {
    return arrays.containsKey(place);
  }

  @Nullable NDArray array(int place) {
    return arrays.get(place);
  }

  long @Nullable [] longs(int place) {
    return longs.get(place);
  }

  @Override
  public void close() {
    manager.close();
  }
}
