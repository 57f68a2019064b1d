package io.parcook.pipeline.feature;

/// The two scales that make features of large and small stores alike.
final class Scale {

  /// Least level, in portions per interval.
  static final float LEAST = 0.01f;

  private Scale() {}

  /// `R(x) = ln(1 + clip(x / m, 0, 30))`: portions over the item's level.
  static float ratio(double portions, double level) {
    return portions <= 0 ? 0 : (float) Math.log(1 + Math.min(portions / level, 30));
  }

  /// `L(a, b, c) = clip(ln(a / b), -c, c)`: what is, over what is usual. 0 where nothing is usual;
  /// where more was taken back than sold, as little as there can be.
  static float logRatio(double is, double usual, double limit) {
    if (usual <= 0) {
      return 0;
    }
    return is <= 0 ? (float) -limit : (float) Math.clamp(Math.log(is / usual), -limit, limit);
  }
}
