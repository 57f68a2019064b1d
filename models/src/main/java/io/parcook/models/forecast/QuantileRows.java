package io.parcook.models.forecast;

import java.util.Arrays;

/// What a model gave, made fit to serve.
final class QuantileRows {

  private QuantileRows() {}

  /// Sorts each row and raises what is below zero to zero, in place. Sorting crossed quantiles
  /// never makes a forecast worse (Chernozhukov, Fernández-Val and Galichon, *Quantile and
  /// probability curves without crossing*, Econometrica 2010).
  ///
  /// @return false if any value is not a finite number; the array is then half done
  static boolean settle(float[] values, int from, int rows, int levels) {
    for (int row = from; row < from + rows * levels; row += levels) {
      float before = 0;
      boolean sorted = true;
      for (int i = row; i < row + levels; i++) {
        float value = values[i];
        if (!Float.isFinite(value)) {
          return false;
        }
        value = Math.max(value, 0);
        values[i] = value;
        sorted &= value >= before;
        before = value;
      }
      if (!sorted) {
        Arrays.sort(values, row, row + levels);
      }
    }
    return true;
  }
}
