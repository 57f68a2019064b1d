package io.parcook.plan.kitchen;

import java.time.Instant;

/// Portions of one item that became ready together.
///
/// @param portions 1 or more
/// @param expires when they are waste
public record Lot(int portions, Instant ready, Instant expires) {

  Lot with(int left) {
    return new Lot(left, ready, expires);
  }
}
