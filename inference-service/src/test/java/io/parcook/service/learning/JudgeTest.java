package io.parcook.service.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.service.forecast.ServedModel;
import io.parcook.service.forecast.Serving;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Added;
import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.Decision;
import io.parcook.sync.catalog.VersionState;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.rollout.Promotion;
import io.parcook.sync.rollout.Rollout;
import io.parcook.sync.rollout.RushHours;
import io.parcook.sync.rollout.Store;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class JudgeTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final StoreCalendar CALENDAR =
      new StoreCalendar(ZoneOffset.UTC, Duration.ofMinutes(15));
  private static final int BASE = 1;
  private static final int TUNED = 2;

  @TempDir Path folder;
  private StoreModels models = unopened();
  private Contests contests = new Contests(Path.of("unused"));

  @BeforeEach
  void openTheCatalog() {
    Assumptions.assumeTrue(BaseModel.read().isPresent(), "this build ships no base model");
    open(RushHours.none());
  }

  @AfterEach
  void closeTheCatalog() {
    models.close();
  }

  @Test
  void aCandidateThatIsBetterOnFiveWholeDaysGoesLiveWithItsFigures() {
    candidate();
    days(TUNED, BASE, 5, 0.9);
    judge(5);

    assertThat(state(TUNED)).isEqualTo(VersionState.Name.LIVE);
    assertThat(state(BASE)).isEqualTo(VersionState.Name.RETIRED);
    assertThat(lastDecision().why().by()).isEqualTo(Actor.AUTOMATIC);
    assertThat(lastDecision().why().reason()).contains("better");
    assertThat(lastDecision().why().figures()).containsKeys("days", "wql", "wql.live", "p.better");
  }

  @Test
  void fourDaysAreNoEvidenceHoweverGoodTheyAre() {
    candidate();
    days(TUNED, BASE, 4, 0.1);
    judge(4);

    assertThat(state(TUNED)).isEqualTo(VersionState.Name.SHADOW);
  }

  @Test
  void theDayThatRunsIsNotJudged() {
    candidate();
    days(TUNED, BASE, 5, 0.9);
    judge(4);

    assertThat(state(TUNED)).isEqualTo(VersionState.Name.SHADOW);
  }

  @Test
  void aCandidateThatIsWorseIsRefused() {
    candidate();
    days(TUNED, BASE, 6, 1.1);
    judge(6);

    assertThat(state(TUNED)).isEqualTo(VersionState.Name.REFUSED);
    assertThat(state(BASE)).isEqualTo(VersionState.Name.LIVE);
    assertThat(lastDecision().why().reason()).contains("worse");
  }

  @Test
  void aCandidateThatIsNeitherIsRefusedInTheEnd() {
    candidate();
    days(TUNED, BASE, 15, 1);
    judge(13);
    assertThat(state(TUNED)).isEqualTo(VersionState.Name.SHADOW);
    judge(15);

    assertThat(state(TUNED)).isEqualTo(VersionState.Name.REFUSED);
    assertThat(lastDecision().why().reason()).contains("no evidence");
  }

  @Test
  void aTunedVersionThatTurnsWorseThanItsBaseIsRolledBackByItself() {
    candidate();
    days(TUNED, BASE, 5, 0.9);
    judge(5);
    contests.keepOnly(Set.of());
    days(TUNED, BASE, 8, 1.2);
    judge(8);

    assertThat(state(TUNED)).isEqualTo(VersionState.Name.REFUSED);
    assertThat(state(BASE)).isEqualTo(VersionState.Name.LIVE);
    assertThat(lastDecision().why().by()).isEqualTo(Actor.AUTOMATIC);
    assertThat(lastDecision().why().figures()).containsKeys("loss.live", "loss.base", "chance");
  }

  @Test
  void aTunedVersionThatIsALittleWorseGoesBackOnceDaysProveIt() {
    candidate();
    days(TUNED, BASE, 5, 0.9);
    judge(5);
    contests.keepOnly(Set.of());
    days(TUNED, BASE, 28, 1.03);
    judge(9);
    assertThat(state(TUNED)).isEqualTo(VersionState.Name.LIVE);
    judge(28);

    assertThat(state(TUNED)).isEqualTo(VersionState.Name.REFUSED);
    assertThat(state(BASE)).isEqualTo(VersionState.Name.LIVE);
    assertThat(lastDecision().why().reason()).contains("WORSE");
    assertThat(lastDecision().why().figures()).containsKeys("days", "difference", "p.worse");
  }

  @Test
  void aReleaseOfTheCloudThatIsWorseThanTheLastGoodVersionIsRolledBackByItself() {
    int released = release();
    days(released, BASE, 8, 1);
    judge(8);
    assertThat(state(released)).as("as good as what it replaced").isEqualTo(VersionState.Name.LIVE);
    contests.keepOnly(Set.of());
    days(released, BASE, 8, 1.2);
    judge(8);

    assertThat(state(released)).isEqualTo(VersionState.Name.REFUSED);
    assertThat(state(BASE)).isEqualTo(VersionState.Name.LIVE);
    assertThat(lastDecision().why().by()).isEqualTo(Actor.AUTOMATIC);
    assertThat(lastDecision().why().reason()).contains("Beside ", "worse by more than 5 %");
    days(BASE, released, 8, 1.5);
    judge(8);
    assertThat(state(BASE)).as("what came with the product").isEqualTo(VersionState.Name.LIVE);
  }

  @Test
  void aTunedVersionThatIsAsGoodAsItsBaseStays() {
    candidate();
    days(TUNED, BASE, 5, 0.9);
    judge(5);
    contests.keepOnly(Set.of());
    days(TUNED, BASE, 14, 1);
    judge(14);

    assertThat(state(TUNED)).isEqualTo(VersionState.Name.LIVE);
  }

  @Test
  void inARushNothingNewGoesLive() {
    models.close();
    open(
        new RushHours(
            ZoneOffset.UTC,
            List.of(RushHours.Window.daily(LocalTime.of(11, 30), LocalTime.of(14, 0)))));
    candidate();
    days(TUNED, BASE, 6, 0.9);
    judge(6);

    assertThat(state(TUNED)).isEqualTo(VersionState.Name.SHADOW);
  }

  @Test
  void contestsSurviveARestart() {
    days(TUNED, BASE, 6, 0.9);
    Contest before = contests.of(TUNED, BASE).orElseThrow();
    contests.save();

    Contest after = new Contests(folder.resolve("contests.json")).of(TUNED, BASE).orElseThrow();

    assertThat(after).isEqualTo(before);
  }

  private void open(RushHours rush) {
    models =
        StoreModels.open(
            folder.resolve("models"),
            Optional.empty(),
            SessionSettings.DEFAULT,
            new Store("store", Set.of()),
            rush,
            InstantSource.fixed(NOON));
    contests = new Contests(folder.resolve("contests.json"));
  }

  private void candidate() {
    assertThat(Candidacy.of(life(), Tuned.by(1.01f).bytes(), Tuned.PASSED))
        .isInstanceOf(Candidacy.OnTrial.class);
  }

  /// A release of the cloud, live.
  private int release() {
    byte[] file = Tuned.by(1.01f).applyTo(BaseModel.read().orElseThrow()).bytes();
    Why why = new Why(Actor.CLOUD, "The cloud's release 1.");
    Catalog catalog = life().catalog();
    Added added =
        catalog.add(
            new Artifact.Base("base-1", 1, Digest.of(file), file.length),
            new ByteArrayInputStream(file),
            why);
    var verified = catalog.record(((Added.New) added).version().verified(why));
    var shadow = catalog.record(catalog.record(verified.admitted(why)).shadow(why));
    assertThat(life().promote(shadow, Rollout.toEveryone(), why))
        .isInstanceOf(Promotion.Done.class);
    assertThat(state(shadow.version().number())).isEqualTo(VersionState.Name.LIVE);
    return shadow.version().number();
  }

  /// Days on which one loses about so many times what the other does.
  private void days(int version, int against, int days, double times) {
    Random random = new Random(7);
    Contest contest = contests.in(new Contest.Pair(version, against));
    for (int day = 0; day < days; day++) {
      double theirs = 100 + 10 * random.nextGaussian();
      double mine = theirs * (times + (day % 2 == 0 ? 0.02 : -0.02));
      Instant start = NOON.plus(Duration.ofDays(day));
      contest.add(start, CALENDAR.day(start), new Losses(mine, theirs, 400, 50));
    }
  }

  private void judge(int days) {
    new Judge(life(), contests, 5, 14)
        .judge(CALENDAR, NOON.plus(Duration.ofDays(days)).plusSeconds(1));
  }

  private ModelLife life() {
    return ((StoreModels.Kept) models).life();
  }

  private VersionState.Name state(int version) {
    return life().catalog().state().version(version).orElseThrow().name();
  }

  private Decision lastDecision() {
    return life().catalog().state().history().getLast().decision();
  }

  private static StoreModels unopened() {
    return new StoreModels.Unkept(
        new Serving(ServedModel.absent("Not opened yet.")), "Not opened yet.");
  }
}
