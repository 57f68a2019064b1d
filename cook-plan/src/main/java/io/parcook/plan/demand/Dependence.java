package io.parcook.plan.demand;

/// How much of what a forecast misses it misses together: correlations of the normal scores of
/// demand.
///
/// @param intervals between two intervals of one item, 0 to 1
/// @param items between two items, 0 to `intervals`
public record Dependence(double intervals, double items) {

  /// A sample, chosen and not measured: `docs/decisions/0121`.
  public static final Dependence USUAL = new Dependence(0.10, 0.05);

  public Dependence {
    if (!(items >= 0 && items <= intervals && intervals <= 1)) {
      throw new IllegalArgumentException(
          "Correlations are 0 <= items <= intervals <= 1; they are " + items + ", " + intervals);
    }
  }
}
