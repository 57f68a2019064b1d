package io.parcook.plan.cook;

import java.time.Instant;
import java.util.List;

/// What to cook now and in the next half hour.
///
/// @param at when it was made
/// @param batches by their start, then the biggest first
/// @param withdrawn what the plan before showed and this one does not, each with its reason
/// @param adjustments the manager's that held when it was made
public record Plan(
    Instant at,
    List<PlannedBatch> batches,
    List<Withdrawn> withdrawn,
    List<Adjustment> adjustments) {

  public Plan {
    batches = List.copyOf(batches);
    withdrawn = List.copyOf(withdrawn);
    adjustments = List.copyOf(adjustments);
  }

  /// Nothing shown.
  public static Plan empty(Instant at) {
    return new Plan(at, List.of(), List.of(), List.of());
  }

  /// The batches to start at once.
  public List<PlannedBatch> now() {
    return batches.stream().filter(batch -> !batch.start().isAfter(at)).toList();
  }
}
