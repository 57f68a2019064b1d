package io.parcook.models.merge;

import io.parcook.models.adapter.Adapter;
import java.util.Map;

/// What one store sends.
///
/// @param store whose it is, or the name of its file
/// @param adapter with the scores that the store's gate gave it
public record Contribution(String store, Adapter adapter) {

  /// By how much its gate found it better than the base, as a share of the base's WQL; 0 where it
  /// says nothing. The store says so itself: a claim, and no more.
  double gain() {
    Map<String, Double> scores = adapter.card().scores();
    double base = scores.getOrDefault("wql.base", 0.0);
    double tuned = scores.getOrDefault("wql", base);
    return base > 0 ? Math.max(0, (base - tuned) / base) : 0;
  }
}
