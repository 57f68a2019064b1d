package io.parcook.service.plan;

/// What may be asked of a batch.
public enum StepAsk {
  STARTED,
  READY,
  /// Takes back the last step: what was started is due again, what was ready cooks again.
  UNDONE,
  DISCARDED
}
