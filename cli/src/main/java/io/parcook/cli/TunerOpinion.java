package io.parcook.cli;

import io.parcook.models.onnx.OnnxGraph;
import io.parcook.sync.admission.SecondEngine;
import io.parcook.tuning.graph.GraphReading;
import io.parcook.tuning.graph.TunableGraph;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The tuner as the second engine: what it reads of a graph, on PyTorch.
final class TunerOpinion implements SecondEngine {

  /// The engine tells of itself at every start; only its warnings matter here.
  private static final Logger QUIET = Logger.getLogger("ai.djl");

  TunerOpinion() {
    QUIET.setLevel(Level.WARNING);
  }

  @Override
  public Opinion ask(OnnxGraph graph, float[] rows, int count) {
    try {
      return switch (TunableGraph.read(graph)) {
        case GraphReading.ServeOnly no -> new Opinion.ServeOnly(no.message());
        case GraphReading.Tunable(TunableGraph tunable) -> {
          try (tunable) {
            yield new Opinion.Computed(tunable.forward(rows, count));
          }
        }
      };
    } catch (RuntimeException e) {
      // The engine's own: it read the graph and could not run it, which ONNX Runtime can.
      return new Opinion.ServeOnly(
          "This model can be served but not tuned. The tuner fails on it: " + e.getMessage());
    }
  }
}
