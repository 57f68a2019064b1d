package io.parcook.sync.rollout;

import java.util.Set;

/// Which store this is, for a roll-out.
///
/// @param id unique in the fleet
/// @param labels rings that it belongs to by name, such as `pilot`
public record Store(String id, Set<String> labels) {

  public Store {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a store has an id");
    }
    labels = Set.copyOf(labels);
  }
}
