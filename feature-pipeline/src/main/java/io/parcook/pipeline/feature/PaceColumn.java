package io.parcook.pipeline.feature;

import java.util.Arrays;

/// A [Pace] for each item, and for the store.
final class PaceColumn {

  private double[] sold = {};
  private double[] usual = {};
  private final Pace store = new Pace();

  void clear(int items) {
    if (sold.length < items) {
      sold = new double[items];
      usual = new double[items];
    }
    Arrays.fill(sold, 0);
    Arrays.fill(usual, 0);
    store.clear();
  }

  void add(int item, double portions, double expected) {
    sold[item] += portions;
    usual[item] += expected;
    store.add(portions, expected);
  }

  double sold(int item) {
    return sold[item];
  }

  double usual(int item) {
    return usual[item];
  }

  Pace store() {
    return store;
  }
}
