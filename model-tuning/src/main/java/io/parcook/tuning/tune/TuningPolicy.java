package io.parcook.tuning.tune;

/// Which of a model's numbers a night changes, among the initializers that its card names.
public enum TuningPolicy {
  /// The last layer, and every vector: biases, scales and shifts of norms.
  HEAD,
  /// Every one of them.
  EVERYTHING,
  /// Every one of them, the matrices as low-rank changes (Hu et al., *LoRA*, ICLR 2022).
  LOW_RANK
}
