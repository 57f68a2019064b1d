package io.parcook.sync.admission;

import io.parcook.models.onnx.OnnxGraph;

/// Another engine that computes a model's graph, from its own reading of the file: the tuner.
@FunctionalInterface
public interface SecondEngine {

  /// Computes the graph.
  ///
  /// @param rows `count × features`, row-major
  Opinion ask(OnnxGraph graph, float[] rows, int count);

  /// What it says.
  sealed interface Opinion {

    /// @param quantiles `count × levels`, row-major
    record Computed(float[] quantiles) implements Opinion {}

    /// It cannot compute this graph, so the model serves and is not tuned.
    ///
    /// @param why whole sentences
    record ServeOnly(String why) implements Opinion {}
  }
}
