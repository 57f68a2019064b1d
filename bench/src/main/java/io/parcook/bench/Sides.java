package io.parcook.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/// Measures several sides in turns, one figure a round each, and prints their medians beside the
/// first: whatever disturbs the machine disturbs all of them.
final class Sides {

  private final String title;
  private final String unit;
  private final Map<String, Callable<Double>> sides = new LinkedHashMap<>();

  Sides(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  /// Adds a side; the first one is what the others are measured against.
  Sides side(String name, Callable<Double> round) {
    sides.put(name, round);
    return this;
  }

  /// Runs one unmeasured round and then `rounds` measured ones, and prints the table.
  void run(int rounds) throws Exception {
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<String, Callable<Double>> side : sides.entrySet()) {
        double figure = side.getValue().call();
        if (round > 0) {
          figures.computeIfAbsent(side.getKey(), _ -> new ArrayList<>()).add(figure);
        }
        System.err.print('.');
      }
    }
    System.err.println();
    System.out.printf(
        Locale.ROOT, "%n%s (%s), median of %d rounds in turns%n", title, unit, rounds);
    double first = Double.NaN;
    for (Map.Entry<String, List<Double>> side : figures.entrySet()) {
      double median = median(side.getValue());
      first = Double.isNaN(first) ? median : first;
      System.out.printf(
          Locale.ROOT,
          "  %-46s %12.2f   %5.2f x   (%.2f .. %.2f)%n",
          side.getKey(),
          median,
          median / first,
          side.getValue().stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
          side.getValue().stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
  }

  static double median(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
