package io.parcook.service.plan;

/// How making plans goes.
///
/// @param made plans made since the start
/// @param failed plans that failed; the last good one stayed
/// @param nanos spent on them
/// @param rebuilt times the kitchen's book was read again because too many events waited
/// @param waiting events that wait to be told to the kitchen's book
public record PlanStats(long made, long failed, long nanos, long rebuilt, int waiting) {

  static final PlanStats NONE = new PlanStats(0, 0, 0, 0, 0);

  PlanStats madeOne(long took) {
    return new PlanStats(made + 1, failed, nanos + took, rebuilt, waiting);
  }

  PlanStats failedOnce() {
    return new PlanStats(made, failed + 1, nanos, rebuilt, waiting);
  }

  PlanStats rebuiltOnce() {
    return new PlanStats(made, failed, nanos, rebuilt + 1, waiting);
  }

  PlanStats waiting(int now) {
    return new PlanStats(made, failed, nanos, rebuilt, now);
  }
}
