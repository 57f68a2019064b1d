package io.parcook.tuning.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.card.CardProperties;
import io.parcook.models.evaluate.Backtest;
import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.PairedDays;
import io.parcook.models.evaluate.Rounds;
import io.parcook.models.evaluate.Scores;
import io.parcook.models.evaluate.Verdict;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.night.GateReport;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.IntervalChange.Passed;
import io.parcook.pipeline.history.IntervalChange.Sold;
import io.parcook.simulator.Restaurant;
import io.parcook.tuning.dataset.SimulatedStores;
import io.parcook.tuning.dataset.StoreHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Bad nights. What was learned from a past that lies is tried on the days that follow, which do
/// not.
class PoisonedNightsTest {

  private static final long SEED = 5;
  private static final int DAYS = 80;
  private static final int CLEAN = 10;
  private static final Restaurant RESTAURANT = Restaurant.random(SEED);
  private static final LocalDate LAST = Nights.FIRST.plusDays(DAYS - 1);
  private static final StoreHistory TRUTH =
      SimulatedStores.run(RESTAURANT, Duration.ofHours(1), Nights.FIRST, DAYS + CLEAN);

  /// What may go wrong in a store.
  enum Poison {
    A_TILL_RINGS_ONE_ITEM_TEN_THOUSAND_TIMES,
    A_DEAD_DOOR_SENSOR,
    A_DAY_COUNTED_TWICE,
    A_WEEK_WITH_HALF_THE_EVENTS_MISSING,
    A_CLOCK_A_DAY_AHEAD;

    /// What the store hears in place of a change.
    ///
    /// @param rung whether the till has done its worst
    Stream<IntervalChange> of(
        IntervalChange change, ZoneId zone, RandomGenerator random, AtomicBoolean rung) {
      LocalDate day = change.time().atZone(zone).toLocalDate();
      boolean lastWeek = day.isAfter(LAST.minusDays(7)) && !day.isAfter(LAST);
      return switch (this) {
        case A_TILL_RINGS_ONE_ITEM_TEN_THOUSAND_TIMES -> {
          if (lastWeek
              && change instanceof Sold(Instant time, String item, int _)
              && rung.compareAndSet(false, true)) {
            yield Stream.of(change, new Sold(time, item, 10_000));
          }
          yield Stream.of(change);
        }
        case A_DEAD_DOOR_SENSOR ->
            lastWeek && change instanceof Passed ? Stream.of() : Stream.of(change);
        case A_DAY_COUNTED_TWICE ->
            day.equals(LAST.minusDays(3)) && change instanceof Sold
                ? Stream.of(change, change)
                : Stream.of(change);
        case A_WEEK_WITH_HALF_THE_EVENTS_MISSING ->
            lastWeek && random.nextBoolean() ? Stream.of() : Stream.of(change);
        case A_CLOCK_A_DAY_AHEAD ->
            change instanceof Sold(Instant time, String item, int delta)
                    && day.isAfter(LAST.minusDays(4))
                ? Stream.of(new Sold(time.plus(Duration.ofDays(1)), item, delta))
                : Stream.of(change);
      };
    }
  }

  /// A model with much to learn, so that there is a candidate, and one that learns from the lie
  /// would be seen.
  @ParameterizedTest
  @EnumSource
  void whatIsLearnedFromALieIsStillBetterOnTheDaysThatFollow(Poison poison) {
    OnnxGraph deaf = Nights.deaf();
    NightResult.Judged night = Nights.judged(Nights.run(deaf, poisoned(poison), Nights.SHORT));
    Evidence clean = onCleanDays(night.adapter().applyTo(deaf), deaf);
    assertThat(clean.verdict()).as(clean.toString()).isEqualTo(Verdict.BETTER);
  }

  /// Whatever a night finds, what serves afterwards is no worse on the days that follow.
  @ParameterizedTest
  @EnumSource
  void whatServesAfterABadNightIsNoWorseOnTheDaysThatFollow(Poison poison) {
    OnnxGraph base = Nights.base();
    NightResult result = Nights.run(base, poisoned(poison), Nights.SHORT);
    OnnxGraph serves =
        result instanceof NightResult.Judged night && night.gate().verdict() == Verdict.BETTER
            ? night.adapter().applyTo(base)
            : base;
    Evidence clean = onCleanDays(serves, base);
    assertThat(clean.difference()).as("%s, %s", clean, result).isLessThanOrEqualTo(0);
  }

  /// A candidate that says what the lie says, and is worse for it on the days that follow, is seen
  /// by the gate although the gate knows only the past that lies.
  @ParameterizedTest
  @EnumSource
  void aCandidateThatBelievesTheLieIsRefused(Poison poison) {
    OnnxGraph base = Nights.base();
    Lesson believer = Believers.of(base, poison);
    Evidence clean = onCleanDays(believer.tuned(), base);
    assertThat(clean.verdict()).as(clean.toString()).isEqualTo(Verdict.WORSE);

    StoreHistory past = poisoned(poison);
    int _ = Winsorised.clean(past);
    NightDays days = NightDays.of(past).orElseThrow();
    List<Rehearsal> weeks =
        days.judged().stream().map(week -> new Rehearsal(week, believer)).toList();
    GateReport gate =
        new Gate(
                past,
                Nights.AHEAD,
                CardProperties.read(base.metadata()).quantiles(),
                PairedDays.NIGHTLY)
            .judge(weeks, base, base, days.unseen());
    assertThat(gate.verdict()).as(gate.sentence()).isEqualTo(Verdict.WORSE);
  }

  private static StoreHistory poisoned(Poison poison) {
    var random = new SplittableRandom(SEED);
    var rung = new AtomicBoolean();
    Function<IntervalChange, Stream<IntervalChange>> bend =
        change -> poison.of(change, RESTAURANT.zone(), random, rung);
    return SimulatedStores.run(RESTAURANT, Duration.ofHours(1), Nights.FIRST, DAYS, bend);
  }

  private static Evidence onCleanDays(OnnxGraph candidate, OnnxGraph live) {
    try (OnnxForecaster one = OnnxForecaster.open(candidate, SessionSettings.DEFAULT);
        OnnxForecaster other = OnnxForecaster.open(live, SessionSettings.DEFAULT)) {
      Map<String, Scores> scores =
          Backtest.byDeciles()
              .run(
                  TRUTH.history(),
                  List.copyOf(TRUTH.history().items()),
                  Rounds.dayAhead(TRUTH.calendar(), LAST.plusDays(1), CLEAN, 0, 24),
                  Map.of("candidate", one, "live", other));
      return PairedDays.USUAL.compare(
          Objects.requireNonNull(scores.get("candidate")).daily(),
          Objects.requireNonNull(scores.get("live")).daily());
    }
  }
}
