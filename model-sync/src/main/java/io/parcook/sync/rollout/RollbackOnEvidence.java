package io.parcook.sync.rollout;

import io.parcook.models.evaluate.DailyLosses;
import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.PairedDays;
import io.parcook.models.evaluate.Verdict;
import java.util.Map;
import java.util.TreeMap;

/// When a live version that is only a little worse than its base is rolled back by itself: once a
/// paired test over its newest days says WORSE, however small the difference. [RollbackPolicy] is
/// for what is worse by a margin, and sees that sooner.
///
/// @param window most days looked at, the newest
/// @param test its level is small, since it is asked again every day
public record RollbackOnEvidence(int window, PairedDays test) {

  /// Four weeks, at 1 in 100; ten days at the least.
  public static final RollbackOnEvidence BY_DAYS =
      new RollbackOnEvidence(28, new PairedDays(0.01, 10));

  /// @throws IllegalArgumentException if the two were not judged on the same rows of a day
  public RollbackVerdict judge(DailyLosses live, DailyLosses base) {
    Evidence evidence = test.compare(newest(live), newest(base));
    Map<String, Double> figures =
        Map.of(
            "days", (double) evidence.days(),
            "difference", evidence.difference(),
            "p.worse", evidence.worse());
    return evidence.verdict() == Verdict.WORSE
        ? new RollbackVerdict.RollBack("worse: " + evidence, figures)
        : new RollbackVerdict.Keep(figures);
  }

  private DailyLosses newest(DailyLosses losses) {
    Map<Long, DailyLosses.Day> days = new TreeMap<>(losses.days());
    losses.days().navigableKeySet().stream()
        .limit(Math.max(0, losses.days().size() - window))
        .forEach(days::remove);
    return DailyLosses.of(days);
  }
}
