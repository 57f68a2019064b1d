package io.parcook.service.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.Verdict;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.night.GateReport;
import io.parcook.models.night.NightFigures;
import io.parcook.models.night.NightLimits;
import io.parcook.models.night.NightLine;
import io.parcook.service.forecast.ServedModel;
import io.parcook.service.forecast.Serving;
import io.parcook.service.learning.NightRecord.Result;
import io.parcook.service.learning.NightRecord.Trigger;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.VersionState;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.rollout.Promotion;
import io.parcook.sync.rollout.Rollout;
import io.parcook.sync.rollout.RushHours;
import io.parcook.sync.rollout.Store;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nights that the service leaves to Jobs.
@QuarkusTest
class JobNightsTest {

  private static final Evidence BETTER =
      new Evidence(Verdict.BETTER, 7, -0.1, -0.2, -0.05, 0.01, 1);
  private static final GateReport GATE =
      new GateReport(0.36, 0.4, 0.41, 0.42, BETTER, BETTER, BETTER, BETTER);
  private static final NightFigures FIGURES =
      new NightFigures(900, 40, 1, 2, 80, 1, 0.9, 0.1, 1e-6);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  private StoreModels models =
      new StoreModels.Unkept(new Serving(ServedModel.absent("Not yet.")), "Not yet.");
  private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");

  @BeforeEach
  void openTheCatalog() {
    Assumptions.assumeTrue(BaseModel.read().isPresent(), "this build ships no base model");
    models =
        StoreModels.open(
            folder.resolve("models"),
            Optional.empty(),
            SessionSettings.DEFAULT,
            new Store("store", Set.of()),
            RushHours.none(),
            () -> now);
  }

  @AfterEach
  void closeTheCatalog() {
    models.close();
  }

  @Test
  void aNightThatIsDueWaitsForAJobAndWhatThatFoundIsTried() {
    try (Nights nights = nights(HOUR)) {
      assertThat(nights.take()).as("before it is due").isEmpty();
      now = Instant.parse("2026-11-24T03:00:00Z");
      nights.tick();
      assertThat(nights.waiting()).isPresent();
      assertThat(nights.runs()).isFalse();

      String job = taken(nights);
      assertThat(nights.waiting()).isEmpty();
      assertThat(nights.runs()).isTrue();
      now = now.plusSeconds(300);
      NightRecord night = nights.report(job, found(1.01f)).orElseThrow();

      assertThat(night.result()).isEqualTo(Result.CANDIDATE);
      assertThat(night.trigger()).isEqualTo(Trigger.SCHEDULE);
      assertThat(night.figures()).containsEntry("gate.wql", 0.36);
      assertThat(states()).containsExactly(VersionState.Name.LIVE, VersionState.Name.SHADOW);
      assertThat(life().catalog().state().history().getLast().decision().why().figures())
          .containsEntry("gate.wql.live", 0.4);
      assertThat(nights.runs()).isFalse();
    }
  }

  @Test
  void aReportThatIsSentAgainIsAnsweredAsTheFirstWas() {
    try (Nights nights = nights(HOUR)) {
      nights.begin(Trigger.HAND, "A test.");
      String job = taken(nights);
      Optional<NightRecord> first = nights.report(job, found(1.01f));
      now = now.plusSeconds(60);

      assertThat(nights.report(job, found(1.01f))).isEqualTo(first);
      assertThat(nights.nights()).hasSize(1);
      assertThat(states()).containsExactly(VersionState.Name.LIVE, VersionState.Name.SHADOW);
      assertThat(nights.report("another", found(1.01f))).isEmpty();
    }
  }

  @Test
  void whatWasComparedWithAModelThatServesNoLongerIsNotTaken() {
    try (Nights nights = nights(HOUR)) {
      nights.begin(Trigger.HAND, "A test.");
      String job = taken(nights);
      NightReport late = found(1.01f);
      promoteAnother();

      NightRecord night = nights.report(job, late).orElseThrow();

      assertThat(night.result()).isEqualTo(Result.NOT_BETTER);
      assertThat(night.reason()).contains("Something else serves");
      assertThat(states()).containsExactly(VersionState.Name.RETIRED, VersionState.Name.LIVE);
    }
  }

  @Test
  void whatIsNotBetterByItsOwnGateIsNotTaken() {
    Evidence undecided = new Evidence(Verdict.UNDECIDED, 7, -0.1, -0.2, 0.05, 0.2, 0.8);
    GateReport gate = new GateReport(0.36, 0.4, 0.41, 0.42, undecided, BETTER, BETTER, BETTER);
    try (Nights nights = nights(HOUR)) {
      nights.begin(Trigger.HAND, "A test.");
      NightReport report =
          new NightReport(live(), new NightLine.Better(FIGURES, gate), Tuned.by(1.01f).bytes());

      assertThat(nights.report(taken(nights), report).orElseThrow().result())
          .isEqualTo(Result.NOT_BETTER);
      assertThat(states()).containsExactly(VersionState.Name.LIVE);
    }
  }

  @Test
  void aJobThatDiesLeavesItsNightToTheNextOneOnce() {
    try (Nights nights = nights(HOUR)) {
      nights.begin(Trigger.HAND, "A test.");
      String first = taken(nights);
      String second = taken(nights);

      assertThat(second).isNotEqualTo(first);
      assertThat(results(nights)).containsExactly(Result.RUNNING, Result.INTERRUPTED);
      assertThat(nights.take()).isEmpty();
      assertThat(results(nights)).containsExactly(Result.FAILED, Result.INTERRUPTED);
      assertThat(nights.begin(Trigger.HAND, "Again.")).isInstanceOf(Nights.Begun.Waits.class);
    }
  }

  @Test
  void aNightOutlivesTheServiceThatGaveIt() {
    String job;
    try (Nights nights = nights(HOUR)) {
      nights.begin(Trigger.HAND, "A test.");
      job = taken(nights);
    }
    try (Nights nights = nights(HOUR)) {
      assertThat(nights.runs()).isTrue();
      assertThat(nights.begin(Trigger.HAND, "Another."))
          .isInstanceOf(Nights.Begun.RunsAlready.class);
      assertThat(nights.report(job, found(1.01f)).orElseThrow().result())
          .isEqualTo(Result.CANDIDATE);
    }
  }

  @Test
  void aJobOfWhichNothingIsHeardHasFailed() throws InterruptedException {
    try (Nights nights = nights(Duration.ofMillis(1))) {
      nights.begin(Trigger.HAND, "A test.");
      taken(nights);
      Thread.sleep(5);
      nights.tick();

      assertThat(results(nights)).containsExactly(Result.FAILED);
      assertThat(nights.runs()).isFalse();
    }
  }

  @Test
  void aReportIsReadOnlyWhereItsAdapterIsWhatItsDigestSays() {
    byte[] adapter = Tuned.by(1.01f).bytes();
    assertThat(NightReport.read(body(adapter, Digest.of(adapter))))
        .isEqualTo(
            new NightReport(live(), new NightLine.Better(FIGURES, GATE), Tuned.by(1.01f).bytes()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NightReport.read(body(adapter, live())))
        .withMessageContaining("is not what its digest");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NightReport.read("{\"live\":".getBytes(StandardCharsets.UTF_8)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NightReport.read(
                    ("{\"live\":\"" + live() + "\",\"said\":{\"better\":{}}}")
                        .getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] body(byte[] adapter, Digest digest) {
    return """
    {"live": "%s", "said": %s, "adapter": {"digest": "%s", "content": "%s"}}
    """
        .formatted(
            live(),
            new NightLine.Better(FIGURES, GATE).json(),
            digest,
            Base64.getEncoder().encodeToString(adapter))
        .getBytes(StandardCharsets.UTF_8);
  }

  private NightReport found(float factor) {
    return new NightReport(live(), new NightLine.Better(FIGURES, GATE), Tuned.by(factor).bytes());
  }

  private void promoteAnother() {
    Why why = new Why(Actor.OPERATOR, "A test.");
    Candidacy other = Candidacy.of(life(), Tuned.by(1.02f).bytes(), why);
    Shadow shadow = ((Candidacy.OnTrial) other).shadow();
    assertThat(life().promote(shadow, Rollout.toEveryone(), why))
        .isInstanceOf(Promotion.Done.class);
  }

  private static String taken(Nights nights) {
    return String.valueOf(nights.take().orElseThrow().night().job());
  }

  private Nights nights(Duration time) {
    Nights.Setup setup =
        new Nights.Setup(
            true,
            Optional.empty(),
            new NightLimits(64, time, Duration.ofMinutes(1)),
            List.of(),
            folder.resolve("learning"));
    NightSchedule schedule =
        new NightSchedule(LocalTime.of(3, 0), ZoneOffset.UTC, RushHours.none());
    return new Nights(life(), setup, schedule, true, () -> now);
  }

  private Digest live() {
    return life().catalog().state().live().orElseThrow().version().artifact().digest();
  }

  private static List<Result> results(Nights nights) {
    return nights.nights().stream().map(NightRecord::result).toList();
  }

  private ModelLife life() {
    return ((StoreModels.Kept) models).life();
  }

  private List<VersionState.Name> states() {
    return life().catalog().state().versions().stream().map(VersionState::name).toList();
  }
}
