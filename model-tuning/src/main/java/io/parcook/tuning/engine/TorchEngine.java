package io.parcook.tuning.engine;

import ai.djl.engine.Engine;

/// Starts PyTorch the only way this product does: from what is installed, silently, on one thread.
/// A second thread stalls at every barrier when a neighbour holds the other core.
public final class TorchEngine {

  private TorchEngine() {}

  /// The engine, started on the first call.
  public static Engine start() {
    keep("ai.djl.offline", "true");
    keep("OPT_OUT_TRACKING", "true");
    keep("ai.djl.pytorch.num_threads", "1");
    keep("ai.djl.pytorch.num_interop_threads", "1");
    return Engine.getEngine("PyTorch");
  }

  private static void keep(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
