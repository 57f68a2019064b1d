package io.parcook.models.forecast;

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
      for (int i = row; i < row + levels; i++) {
        float value = values[i];
        if (!Float.isFinite(value)) {
          return false;
        }
        // By insertion: a row is short, and nearly sorted already.
        value = Math.max(value, 0);
        int place = i;
        for (; place > row && values[place - 1] > value; place--) {
          values[place] = values[place - 1];
        }
        values[place] = value;
      }
    }
    return true;
  }
}
