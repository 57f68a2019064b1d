package io.parcook.cli.kitchen;

/// What a kitchen's days came to, in portions.
///
/// @param wanted by orders
/// @param missing of those
/// @param wasted too old before anyone wanted them
record Outcome(double knob, long wanted, long missing, long wasted) {

  /// The share of wanted portions that were missing.
  double stockOut() {
    return (double) missing / Math.max(1, wanted);
  }

  /// Portions wasted per portion wanted.
  double waste() {
    return (double) wasted / Math.max(1, wanted);
  }
}
