package io.parcook.service.learning;

import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.PairedDays;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.CatalogState;
import io.parcook.sync.catalog.VersionState;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.rollout.Promotion;
import io.parcook.sync.rollout.RollbackOnEvidence;
import io.parcook.sync.rollout.RollbackPolicy;
import io.parcook.sync.rollout.RollbackVerdict;
import io.parcook.sync.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Decides by what was scored: which candidate goes live, which never will, and whether what serves
/// has to go back.
public final class Judge {

  private final ModelLife life;
  private final Contests contests;
  private final PairedDays test;
  private final Duration longest;

  /// @param fewestDays whole days below which no candidate goes live, at least 3
  /// @param mostDays after which a candidate without evidence for it is refused
  public Judge(ModelLife life, Contests contests, int fewestDays, int mostDays) {
    if (mostDays < fewestDays) {
      throw new IllegalArgumentException(
          "parcook.tuning.most-days, %d, is below parcook.tuning.fewest-days, %d"
              .formatted(mostDays, fewestDays));
    }
    this.life = life;
    this.contests = contests;
    test = new PairedDays(0.05, fewestDays);
    longest = Duration.ofDays(mostDays);
  }

  /// Judges everyone on trial.
  ///
  /// @throws io.parcook.sync.catalog.NotRecordedException if the disk does not take a decision;
  ///     nothing has changed then
  void judge(StoreCalendar calendar, Instant now) {
    CatalogState state = life.catalog().state();
    Optional<Live> live = state.live();
    if (live.isEmpty()) {
      return;
    }
    if (!isTakenBack(live.get(), calendar, now)) {
      state.candidates().stream()
          .filter(Shadow.class::isInstance)
          .map(Shadow.class::cast)
          .forEach(shadow -> judge(shadow, live.get(), calendar.day(now), now));
    }
  }

  /// Whether the live version turned worse than what it is watched beside, and was rolled back.
  private boolean isTakenBack(Live live, StoreCalendar calendar, Instant now) {
    CatalogState state = life.catalog().state();
    Optional<VersionState> beside = watchedBeside(live.version().artifact(), state);
    Optional<Contest> contest =
        beside.flatMap(other -> contests.of(live.version().number(), other.version().number()));
    if (contest.isEmpty()) {
      return false;
    }
    List<RollbackVerdict> verdicts =
        List.of(
            RollbackPolicy.BY_DAYS.judge(contest.get().scoredDays(calendar, calendar.day(now))),
            RollbackPolicy.BY_HOURS.judge(contest.get().scoredHours(now)),
            RollbackOnEvidence.BY_DAYS.judge(
                contest.get().mine(calendar.day(now)), contest.get().theirs(calendar.day(now))));
    for (RollbackVerdict verdict : verdicts) {
      if (verdict instanceof RollbackVerdict.RollBack(String reason, Map<String, Double> figures)) {
        String sentence = "Beside %s it was %s.".formatted(beside.get().version(), reason);
        life.rollBack(new Why(Actor.AUTOMATIC, sentence, figures));
        return true;
      }
    }
    return false;
  }

  /// What a version that serves is watched beside: a tuned one beside its base, a release of the
  /// cloud beside the last good version, which it would go back to. What came with the product, or
  /// was named by the operator, is watched beside nothing.
  static Optional<VersionState> watchedBeside(Artifact artifact, CatalogState state) {
    return switch (artifact) {
      case Artifact.Base base ->
          base.release() == Artifact.SHIPPED
              ? Optional.empty()
              : state.lastGood().map(VersionState.class::cast);
      case Artifact.Adapter adapter -> state.withContent(adapter.base());
    };
  }

  private void judge(Shadow shadow, Live live, long today, Instant now) {
    if (shadow.version().artifact() instanceof Artifact.Adapter adapter
        && !adapter.base().equals(live.version().artifact().base())) {
      life.refuse(shadow, new Why(Actor.AUTOMATIC, new Promotion.OtherBase(shadow).message()));
      return;
    }
    Optional<Contest> contest = contests.of(shadow.version().number(), live.version().number());
    if (contest.isEmpty()) {
      return;
    }
    Evidence evidence = test.compare(contest.get().mine(today), contest.get().theirs(today));
    Map<String, Double> figures = figures(evidence, contest.get());
    switch (evidence.verdict()) {
      case BETTER ->
          promote(
              shadow,
              new Why(
                  Actor.AUTOMATIC,
                  "On what really sold it was better than " + live.version() + ": " + evidence,
                  figures));
      case WORSE ->
          life.refuse(
              shadow,
              new Why(
                  Actor.AUTOMATIC,
                  "On what really sold it was worse than " + live.version() + ": " + evidence,
                  figures));
      case UNDECIDED -> {
        if (now.isAfter(shadow.since().at().plus(longest))) {
          life.refuse(
              shadow,
              new Why(
                  Actor.AUTOMATIC,
                  "After %d days beside %s there is no evidence that it is better: %s"
                      .formatted(longest.toDays(), live.version(), evidence),
                  figures));
        }
      }
    }
  }

  private void promote(Shadow shadow, Why why) {
    Promotion promotion = life.promote(shadow, Rollout.toEveryone(), why);
    switch (promotion) {
      case Promotion.Done _, Promotion.Waits _ -> {
        // It serves, or is asked again after the rush.
      }
      case Promotion.NotThisStore _,
          Promotion.NotNewer _,
          Promotion.Withdrawn _,
          Promotion.OtherBase _ ->
          life.refuse(shadow, new Why(Actor.AUTOMATIC, promotion.message()));
    }
  }

  private static Map<String, Double> figures(Evidence evidence, Contest contest) {
    Map<String, Double> all = new TreeMap<>();
    all.put("days", (double) evidence.days());
    all.put("difference", evidence.difference());
    all.put("difference.low", evidence.low());
    all.put("difference.high", evidence.high());
    all.put("p.better", evidence.better());
    all.put("p.worse", evidence.worse());
    all.put("wql", contest.wql());
    all.put("wql.live", contest.wqlOfOther());
    return all.entrySet().stream()
        .filter(figure -> Double.isFinite(figure.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
