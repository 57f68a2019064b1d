package io.parcook.tuning.tune;

import io.parcook.models.forecast.ModelSession;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import java.nio.FloatBuffer;

/// Opens the patched graph as the store would serve it and compares what it gives with what the
/// tuner gave for the same rows.
final class Parity {

  /// Most that a quantile may differ, in parts of itself where it is above 1.
  static final double ALLOWED = 1e-4;

  private Parity() {}

  /// @throws LostParityException if ONNX Runtime gives something else
  static double check(OnnxGraph patched, Batch rows, float[] tuned) {
    try (ModelSession session = ModelSession.open(patched, SessionSettings.DEFAULT)) {
      session.input().put(rows.features());
      FloatBuffer served = session.run(rows.size());
      double most = 0;
      for (float value : tuned) {
        double apart = Math.abs(value - served.get()) / Math.max(1, Math.abs(value));
        most = apart <= most ? most : apart;
      }
      if (!(most <= ALLOWED)) {
        throw new LostParityException(most);
      }
      return most;
    }
  }
}
