package io.parcook.sync.catalog;

/// Who decided.
public enum Actor {
  /// The cloud, by what it signed.
  CLOUD,
  /// A night's tuning and its gate.
  TUNER,
  /// A person.
  OPERATOR,
  /// The store by itself: a start, a policy, the disk budget.
  AUTOMATIC
}
