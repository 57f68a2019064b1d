package io.parcook.models.evaluate;

/// Whether a candidate forecasts better than what it would replace. Where evidence is missing it is
/// undecided, and what serves goes on serving.
public enum Verdict {
  /// The evidence says that it is worse.
  WORSE,
  /// The evidence says neither.
  UNDECIDED,
  /// The evidence says that it is better.
  BETTER
}
