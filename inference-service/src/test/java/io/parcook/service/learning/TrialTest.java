package io.parcook.service.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.evaluate.Backtest;
import io.parcook.models.evaluate.DailyLosses;
import io.parcook.models.evaluate.Dayparts;
import io.parcook.models.evaluate.Round;
import io.parcook.models.evaluate.Scores;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.sync.rollout.RushHours;
import io.parcook.sync.rollout.Store;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class TrialTest {

  private static final Instant FIRST = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant BEGIN = Instant.parse("2026-10-29T00:00:00Z");
  private static final Instant END = Instant.parse("2026-10-31T00:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(15);
  private static final List<String> ITEMS = List.of("burger", "fries", "shake");
  private static final int STEPS = 4;

  @TempDir Path folder;

  private final Random random = new Random(11);
  private final DemandHistory history =
      new DemandHistory(new StoreCalendar(ZoneOffset.UTC, INTERVAL), HistoryLimits.DEFAULT);

  /// What a trial scores as sales come in is what a backtest finds that knows them all.
  @Test
  void aCandidateIsScoredAsABacktestWouldScoreIt() {
    Assumptions.assumeTrue(BaseModel.read().isPresent(), "this build ships no base model");
    Adapter adapter = Tuned.by(0.98f);
    Contests contests = new Contests(folder.resolve("contests.json"));
    List<Round> rounds = new ArrayList<>();
    for (Instant time = FIRST; time.isBefore(BEGIN); time = time.plus(INTERVAL)) {
      sell(time);
    }
    try (StoreModels models = open()) {
      ModelLife life = ((StoreModels.Kept) models).life();
      assertThat(Candidacy.of(life, adapter.bytes(), Tuned.PASSED))
          .isInstanceOf(Candidacy.OnTrial.class);
      try (Trial trial =
          new Trial(life, history, contests, new Judge(life, contests, 5, 14), _ -> {})) {
        for (Instant time = BEGIN; time.isBefore(END); time = time.plus(INTERVAL)) {
          trial.moment(time, time);
          sell(time);
          if (!time.plus(INTERVAL.multipliedBy(STEPS + 1L)).isAfter(END.minus(INTERVAL))) {
            rounds.add(new Round(time, time, STEPS));
          }
        }
        assertThat(trial.made()).isEqualTo(2 * 96);
        assertThat(trial.standings())
            .extracting(Standing::version, Standing::against, Standing::days)
            .containsExactlyInAnyOrder(tuple(2, 1, 2), tuple(1, 0, 2));
      }
    }

    OnnxGraph base = BaseModel.read().orElseThrow();
    Map<String, Scores> oracle = oracle(base, adapter.applyTo(base), rounds);
    Contest contest = contests.of(2, 1).orElseThrow();
    assertSame(contest.mine(Long.MAX_VALUE), scores(oracle, "tuned"));
    assertSame(contest.theirs(Long.MAX_VALUE), scores(oracle, "base"));
  }

  private static DailyLosses scores(Map<String, Scores> oracle, String name) {
    return Objects.requireNonNull(oracle.get(name)).daily();
  }

  private Map<String, Scores> oracle(OnnxGraph base, OnnxGraph tuned, List<Round> rounds) {
    try (OnnxForecaster one = OnnxForecaster.open(base, SessionSettings.DEFAULT);
        OnnxForecaster other = OnnxForecaster.open(tuned, SessionSettings.DEFAULT)) {
      return new Backtest(one.card().quantiles(), Dayparts.USUAL)
          .run(history, ITEMS, rounds, Map.of("base", one, "tuned", other));
    }
  }

  private static void assertSame(DailyLosses trial, DailyLosses oracle) {
    assertThat(trial.days().keySet()).isEqualTo(oracle.days().keySet()).hasSize(2);
    trial
        .days()
        .forEach(
            (day, losses) -> {
              assertThat(losses.rows()).isEqualTo(oracle.on(day).rows()).isPositive();
              assertThat(losses.loss()).isCloseTo(oracle.on(day).loss(), Offset.offset(1e-6));
              assertThat(losses.sold()).isCloseTo(oracle.on(day).sold(), Offset.offset(1e-6));
            });
  }

  private void sell(Instant time) {
    for (String item : ITEMS) {
      history.apply(
          List.of(new IntervalChange.Sold(time.plusSeconds(60), item, 1 + random.nextInt(6))));
    }
  }

  private StoreModels open() {
    return StoreModels.open(
        folder.resolve("models"),
        Optional.empty(),
        SessionSettings.DEFAULT,
        new Store("store", Set.of()),
        RushHours.none(),
        InstantSource.fixed(BEGIN));
  }
}
