package io.parcook.sync.rollout;

import java.util.List;

/// How far a release has been let out: to the stores of any of its rings. Rings are added as it
/// proves itself.
///
/// @param salt shuffles the fleet; the release's name, usually
public record Rollout(String salt, List<Ring> rings) {

  /// More rings than any roll-out needs.
  public static final int MOST_RINGS = 64;

  public Rollout {
    rings = List.copyOf(rings);
    if (rings.size() > MOST_RINGS) {
      throw new IllegalArgumentException(
          "at most %d rings; got %d".formatted(MOST_RINGS, rings.size()));
    }
  }

  /// To every store at once.
  public static Rollout toEveryone() {
    return new Rollout("", List.of(new Ring.Everyone()));
  }

  /// Whether a store gets it.
  public boolean includes(Store store) {
    return rings.stream().anyMatch(ring -> ring.includes(store, salt));
  }
}
