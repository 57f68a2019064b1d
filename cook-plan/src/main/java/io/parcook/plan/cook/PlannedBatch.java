package io.parcook.plan.cook;

import java.time.Instant;

/// A batch to start.
///
/// @param id names it as long as it is shown
/// @param ready when it is ready if it is started in time
/// @param basis what its size was decided by
public record PlannedBatch(
    String id,
    String item,
    String station,
    int portions,
    Instant start,
    Instant ready,
    Basis basis,
    Reason reason) {

  /// What a batch's size was decided by.
  public enum Basis {
    FORECAST,
    MANUAL_PAR,
    /// There is no forecast of it yet.
    MENU_PAR
  }
}
