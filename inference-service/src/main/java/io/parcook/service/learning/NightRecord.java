package io.parcook.service.learning;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One night, as it is remembered.
///
/// @param began by the store's clock
/// @param ended by the store's clock; null while it runs
/// @param why what began it, one sentence
/// @param reason what came of it, one sentence
/// @param figures what was measured, by name
public record NightRecord(
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
    return new NightRecord(now, null, trigger, why, Result.RUNNING, "It runs.", Map.of());
  }

  NightRecord ended(Instant now, Result outcome, String how, Map<String, Double> measured) {
    return new NightRecord(began, now, trigger, why, outcome, how, measured);
  }
}
