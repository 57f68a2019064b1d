package io.parcook.models.evaluate;

import java.time.Instant;

/// One forecast to be made and judged: what is known, and which intervals are asked for.
///
/// @param origin nothing that ends after it is known
/// @param from start of the first interval
/// @param steps number of intervals
public record Round(Instant origin, Instant from, int steps) {

  public Round {
    if (steps < 1) {
      throw new IllegalArgumentException("a round asks for at least one interval; got " + steps);
    }
  }
}
