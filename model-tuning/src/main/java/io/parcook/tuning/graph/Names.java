package io.parcook.tuning.graph;

import java.util.HashMap;
import java.util.Map;

/// Numbers for the names of a graph's values, so that a run need not look them up.
final class Names {

  /// The place of an input that is not given.
  static final int NONE = -1;

  private final Map<String, Integer> places = new HashMap<>();

  /// The place of a value, a new one if it has none yet.
  int place(String name) {
    return name.isEmpty() ? NONE : places.computeIfAbsent(name, _ -> places.size());
  }

  int count() {
    return places.size();
  }
}
