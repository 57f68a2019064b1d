package io.parcook.cli.kitchen;

import java.util.Comparator;
import java.util.List;

/// A policy at several settings of its safety: what it wastes at which stock-out rate.
///
/// @param points by their stock-out rate
record Frontier(String name, List<Outcome> points) {

  Frontier {
    points = points.stream().sorted(Comparator.comparingDouble(Outcome::stockOut)).toList();
  }

  /// Waste at a stock-out rate, on the straight line between the settings on either side; NaN
  /// outside of what was tried.
  double wasteAt(double stockOut) {
    for (int i = 0; i + 1 < points.size(); i++) {
      Outcome low = points.get(i);
      Outcome high = points.get(i + 1);
      if (low.stockOut() <= stockOut && stockOut <= high.stockOut()) {
        double width = high.stockOut() - low.stockOut();
        double share = width == 0 ? 0 : (stockOut - low.stockOut()) / width;
        return low.waste() + share * (high.waste() - low.waste());
      }
    }
    return Double.NaN;
  }
}
