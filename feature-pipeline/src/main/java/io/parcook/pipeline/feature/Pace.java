package io.parcook.pipeline.feature;

/// Portions sold, and what is usual in the same known slots.
final class Pace {

  private double sold;
  private double usual;

  void clear() {
    sold = 0;
    usual = 0;
  }

  void add(double portions, double expected) {
    sold += portions;
    usual += expected;
  }

  double sold() {
    return sold;
  }

  double usual() {
    return usual;
  }
}
