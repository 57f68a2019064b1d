package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.DemandHistory;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.List;

/// Computes the feature columns that a model's card names, in its order. The only place features
/// come from: training, backtests and serving all call [#fill].
public final class FeatureTable {

  private final List<String> names;

  /// @throws UnknownFeatureException if a name is not one of [#known]
  public FeatureTable(List<String> names) {
    this.names = List.copyOf(names);
  }

  /// Every feature this version can compute.
  public static List<String> known() {
    throw new UnsupportedOperationException("not built yet");
  }

  public int columns() {
    return names.size();
  }

  /// Writes `items.length × steps` rows of [#columns] floats, item-major, from the buffer's
  /// position. Allocates nothing per row.
  ///
  /// @param items places of the items in [DemandHistory#items]
  /// @param origin only what ended by then is used
  /// @param from start of the first target interval
  public void fill(
      DemandHistory history,
      int[] items,
      Instant origin,
      Instant from,
      int steps,
      FloatBuffer out) {
    throw new UnsupportedOperationException("not built yet");
  }
}
