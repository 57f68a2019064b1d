package io.parcook.plan.cook;

/// Portions that are there or will be.
///
/// @param ready milliseconds from now, 0 for what is on hand
/// @param expires milliseconds from now
record Supply(int portions, long ready, long expires) {

  Supply with(int more) {
    return new Supply(portions + more, ready, expires);
  }
}
