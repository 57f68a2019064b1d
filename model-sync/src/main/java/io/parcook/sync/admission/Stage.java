package io.parcook.sync.admission;

/// How far an examination has come.
public enum Stage {
  /// Read, compared with its digest, walked, parsed, judged: nothing of the model runs.
  FILE,
  /// ONNX Runtime opens and runs it.
  RUN,
  /// The second engine does.
  ENGINE,
  /// It forecasts this store's last days.
  DAYS
}
