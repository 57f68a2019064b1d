package io.parcook.service.learning;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One night, as it is remembered.
///
/// @param job what the Job that runs it was told to call it; null for a child of the service
/// @param began by the store's clock
/// @param ended by the store's clock; null while it runs
/// @param why what began it, one sentence
/// @param reason what came of it, one sentence
/// @param figures what was measured, by name
public record NightRecord(
    @Nullable String job,
    Instant began,
    @Nullable Instant ended,
    Trigger trigger,
    String why,
    Result result,
    String reason,
    Map<String, Double> figures) {

  private static final int MOST_REASON = 1_000;

  /// What began a night.
  public enum Trigger {
    SCHEDULE,
    DRIFT,
    HAND
  }

  /// What came of a night. Whatever it is, what serves is as it was.
  public enum Result {
    /// It waits for the Job that is to run it.
    WAITING,
    /// It goes on.
    RUNNING,
    /// It found a candidate, which is tried beside the live model now.
    CANDIDATE,
    /// It found nothing that is better with evidence.
    NOT_BETTER,
    /// It broke.
    FAILED,
    /// It was ended because the service stopped, or the service went away under it.
    INTERRUPTED
  }

  public NightRecord {
    figures = new TreeMap<>(figures);
    reason = reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON);
  }

  static NightRecord begun(Instant now, Trigger trigger, String why) {
    return new NightRecord(null, now, null, trigger, why, Result.RUNNING, "It runs.", Map.of());
  }

  /// The same night, which a Job has taken now.
  NightRecord takenBy(String name, Instant now) {
    return new NightRecord(
        name, now, null, trigger, why, Result.RUNNING, "A Job runs it.", figures);
  }

  static NightRecord waiting(Instant now, Trigger trigger, String why) {
    return new NightRecord(
        null,
        now,
        null,
        trigger,
        why,
        Result.WAITING,
        "The next Job that asks begins it; at once: kubectl -n parcook create job"
            + " --from=cronjob/parcook-night night-by-hand",
        Map.of());
  }

  NightRecord ended(Instant now, Result outcome, String how, Map<String, Double> measured) {
    return new NightRecord(job, began, now, trigger, why, outcome, how, measured);
  }
}
