package io.parcook.cli;

import io.parcook.models.evaluate.Backtest;
import io.parcook.models.evaluate.DailyLosses;
import io.parcook.models.evaluate.Dayparts;
import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.PairedDays;
import io.parcook.models.evaluate.Rounds;
import io.parcook.models.evaluate.Scores;
import io.parcook.models.forecast.Forecaster;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.sync.rollout.RollbackOnEvidence;
import io.parcook.sync.rollout.RollbackPolicy;
import io.parcook.sync.rollout.RollbackVerdict;
import io.parcook.sync.rollout.ScoredSpan;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Two forecasters beside each other on what sold since a day, hour by hour, as a store's service
/// scores a candidate beside what serves, and what serves beside its base.
final class TrialDays {

  /// As the service has it by default.
  private static final int FEWEST_DAYS = 5;

  private static final int MOST_DAYS = 14;

  private static final String MINE = "mine";
  private static final String THEIRS = "theirs";

  private final Forecaster mine;
  private final Forecaster theirs;
  private final LocalDate since;
  private final Scores mySum;
  private final Scores theirSum;
  private LocalDate next;

  /// @param since the first day that is scored
  TrialDays(Forecaster mine, Forecaster theirs, List<Double> levels, LocalDate since) {
    this.mine = mine;
    this.theirs = theirs;
    this.since = since;
    mySum = new Scores(levels);
    theirSum = new Scores(levels);
    next = since;
  }

  /// Scores the days that are over.
  void score(DemandHistory history, List<String> items, LocalDate today) {
    int steps = (int) Math.max(1, Duration.ofHours(1).dividedBy(history.calendar().interval()));
    for (; next.isBefore(today); next = next.plusDays(1)) {
      Map<String, Scores> day =
          new Backtest(mySum.levels(), Dayparts.USUAL)
              .run(
                  history,
                  items,
                  Rounds.hourly(history.calendar(), next, 1, 0, 24, steps),
                  Map.of(MINE, mine, THEIRS, theirs));
      mySum.merge(Objects.requireNonNull(day.get(MINE)));
      theirSum.merge(Objects.requireNonNull(day.get(THEIRS)));
    }
  }

  /// Whether mine is better, as far as days tell.
  Evidence evidence() {
    return new PairedDays(0.05, FEWEST_DAYS).compare(mySum.daily(), theirSum.daily());
  }

  /// True once no more days are given.
  boolean isOver(LocalDate today) {
    return today.isAfter(since.plusDays(MOST_DAYS));
  }

  /// True if mine has turned worse by a margin, or with evidence, so that a store would go back by
  /// itself.
  boolean isTakenBack(DemandHistory history) {
    DailyLosses base = theirSum.daily();
    List<ScoredSpan> spans =
        mySum.daily().days().entrySet().stream()
            .map(
                day ->
                    new ScoredSpan(
                        history.calendar().start(day.getKey(), 0),
                        day.getValue().loss(),
                        base.on(day.getKey()).loss()))
            .toList();
    return RollbackPolicy.BY_DAYS.judge(spans) instanceof RollbackVerdict.RollBack
        || RollbackOnEvidence.BY_DAYS.judge(mySum.daily(), base)
            instanceof RollbackVerdict.RollBack;
  }
}
