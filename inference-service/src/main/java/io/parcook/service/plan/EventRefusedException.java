package io.parcook.service.plan;

import io.parcook.pipeline.intake.Verdict;
import java.util.concurrent.CompletableFuture;

/// Intake would not take what a screen said: a time too far off, or one name too many.
public final class EventRefusedException extends RuntimeException {

  private EventRefusedException(String why) {
    super(why, null, false, false);
  }

  static CompletableFuture<Verdict> accepted(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted accepted -> CompletableFuture.completedFuture(accepted);
      case Verdict.Quarantined refused ->
          CompletableFuture.failedFuture(new EventRefusedException(refused.detail()));
    };
  }
}
