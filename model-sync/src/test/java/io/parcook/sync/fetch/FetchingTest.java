package io.parcook.sync.fetch;

import static io.parcook.sync.fetch.FetchStand.CLOUD;
import static io.parcook.sync.fetch.FetchStand.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.admission.Admission;
import io.parcook.sync.catalog.VersionState;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.BudgetPlan;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.http.Access;
import io.parcook.sync.registry.http.HttpRegistry;
import io.parcook.sync.registry.http.Retries;
import io.parcook.sync.registry.layout.LayoutRegistry;
import io.parcook.sync.rollout.Ring;
import io.parcook.sync.trust.Announcements;
import io.parcook.sync.trust.Role;
import io.parcook.sync.trust.SigningKey;
import io.parcook.sync.trust.TestKeys;
import io.parcook.sync.trust.Timestamp;
import io.parcook.sync.trust.Timestamp.Release;
import io.parcook.sync.trust.TrustRoot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The road of a model, from a cloud in a folder to a store's catalog. Every round begins as after
/// a restart: with what is on disk.
class FetchingTest {

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private FetchStand stand;

  @SuppressWarnings("NullAway.Init")
  private Registry cloud;

  @BeforeEach
  void begin() throws IOException {
    cloud = new LayoutRegistry(new FolderDisk(folder.resolve("cloud")), "cloud");
    stand = new FetchStand(folder.resolve("store"), cloud);
  }

  @AfterEach
  void end() {
    stand.close();
  }

  @Test
  void aReleaseForThisStoreGoesLiveOnceAndItsWayIsInTheJournal() throws Exception {
    assertThat(stand.round()).isEqualTo(new Round.Current(0, "none"));
    stand.publish(1, CLOUD, "everyone");

    assertThat(stand.round()).isInstanceOf(Round.WentLive.class);
    assertThat(stand.live()).isEqualTo("base-1");
    assertThat(stand.journal())
        .containsSubsequence(
            "The cloud's release 1.",
            "Harmless, understood, sane and fast here.",
            "It is let out to everyone.",
            "Release 1 is let out to everyone.");
    assertThat(stand.round()).isEqualTo(new Round.Current(1, "live"));
    assertThat(folder.resolve("store/sync/incoming")).isEmptyDirectory();
  }

  @Test
  void aReleaseForOtherStoresIsNotEvenFetchedUntilItIsLetOutToThisOne() throws Exception {
    stand.publish(1, CLOUD, "everyone");
    stand.round();
    Descriptor two = stand.publish(2, CLOUD, "elsewhere");
    assertThat(stand.round()).isEqualTo(new Round.Current(1, "live"));
    assertThat(stand.catalog().state().versions()).hasSize(2);

    stand.letOut(2, two, "elsewhere", "pilot");
    assertThat(stand.round()).isInstanceOf(Round.WentLive.class);
    assertThat(stand.live()).isEqualTo("base-2");
  }

  @Test
  void inTheRushItIsMadeReadyAndWaits() throws Exception {
    stand.publish(1, CLOUD, "everyone");
    stand.now = Instant.parse("2026-03-02T12:00:00Z");
    Instant quiet = Instant.parse("2026-03-02T14:00:00Z");
    assertThat(stand.round())
        .isInstanceOfSatisfying(
            Round.Waits.class, waits -> assertThat(waits.until()).isEqualTo(quiet));
    assertThat(stand.live()).isEqualTo("shipped");
    stand.restart();
    stand.now = quiet;
    assertThat(stand.round()).isInstanceOf(Round.WentLive.class);
  }

  @Test
  void whileTheLineIsClosedNothingIsAskedForBeyondTheTimestamp() throws Exception {
    BudgetPlan.Window lunch = new BudgetPlan.Window(LocalTime.of(11, 0), LocalTime.of(14, 0), 0);
    stand.plan = new BudgetPlan(ZoneOffset.UTC, 1 << 20, List.of(lunch));
    stand.letOut(1, Descriptor.of(MediaTypes.MANIFEST, new byte[1]), "everyone");
    stand.now = Instant.parse("2026-03-02T12:00:00Z");
    Instant open = Instant.parse("2026-03-02T14:00:00Z");
    assertThat(stand.round())
        .isInstanceOfSatisfying(
            Round.Waits.class, waits -> assertThat(waits.until()).isEqualTo(open));
    stand.now = open;
    assertThat(stand.round().message()).as("now it is asked for").contains("There is no manifest");
  }

  @Test
  void aModelByAnotherKeyIsRefusedBeforeItIsFetchedAndSaidOnce() throws Exception {
    stand.publish(1, CLOUD, "everyone");
    stand.round();
    stand.publish(2, MALLORY, "everyone");
    for (int i = 0; i < 3; i++) {
      assertThat(stand.round())
          .isInstanceOfSatisfying(
              Round.Refused.class, refused -> assertThat(refused.kind()).isEqualTo("WrongKey"));
    }
    assertThat(stand.live()).isEqualTo("base-1");
    assertThat(stand.journal().filter(reason -> reason.startsWith("WrongKey: "))).hasSize(1);
    assertThat(stand.catalog().state().versions()).hasSize(2);

    stand.publish(3, CLOUD, "everyone");
    assertThat(stand.round()).isInstanceOf(Round.WentLive.class);
  }

  @Test
  void aTimestampByAnotherKeyChangesNothing() throws Exception {
    stand.publish(1, CLOUD, "everyone");
    stand.round();
    Descriptor two = stand.push(2, MALLORY);
    Timestamp honest = stand.said();
    Release release = new Release(2, two.digest(), List.of(new Ring.Everyone()));
    stand.say(honest.next(release, 2, stand.now.plus(Duration.ofDays(9))), MALLORY);
    assertThat(stand.round())
        .isInstanceOfSatisfying(
            Round.Refused.class, refused -> assertThat(refused.kind()).isEqualTo("WrongKey"));
    assertThat(stand.live()).isEqualTo("base-1");
    assertThat(stand.catalog().state().minimumRelease()).isZero();
  }

  @Test
  void anOlderReleaseIsRefusedWhetherItWasHereOrNot() throws Exception {
    Descriptor one = stand.publish(1, CLOUD, "everyone");
    stand.round();
    Descriptor two = stand.push(2, CLOUD);
    stand.publish(3, CLOUD, "everyone");
    stand.round();
    for (Release old :
        List.of(
            new Release(1, one.digest(), List.of(new Ring.Everyone())),
            new Release(2, two.digest(), List.of(new Ring.Everyone())))) {
      Instant until = stand.now.plus(Duration.ofDays(1));
      stand.say(new Timestamp(stand.said().version() + 1, until, 0, List.of(old)), CLOUD);
      assertThat(stand.round())
          .isEqualTo(
              new Round.Refused(
                  "Rollback",
                  "Model number %d is older than 3, the least that is taken."
                      .formatted(old.number())));
    }
    assertThat(stand.live()).isEqualTo("base-3");
  }

  @Test
  void aReplayedTimestampAndAFrozenOneAreRefused() throws Exception {
    stand.publish(1, CLOUD, "everyone");
    Timestamp first = stand.said();
    stand.publish(2, CLOUD, "everyone");
    stand.round();
    Timestamp second = stand.said();
    stand.say(first, CLOUD);
    assertThat(stand.round())
        .isInstanceOfSatisfying(
            Round.Refused.class,
            refused -> assertThat(refused.kind()).isEqualTo("ReplayedTimestamp"));
    stand.say(second, CLOUD);
    stand.now = stand.now.plus(Duration.ofDays(8));
    assertThat(stand.round())
        .isInstanceOfSatisfying(
            Round.Refused.class, refused -> assertThat(refused.kind()).isEqualTo("Freeze"));
    assertThat(stand.live()).isEqualTo("base-2");
  }

  @Test
  void aHostileModelIsRefusedByAdmissionAndNeverAskedForAgain() throws Exception {
    stand.publish(1, CLOUD, "everyone");
    stand.round();
    AtomicInteger asked = new AtomicInteger();
    stand.admission =
        (_, _) -> {
          asked.incrementAndGet();
          return new Admission.Verdict.Refused("It asks for a billion floats.", Map.of());
        };
    stand.publish(2, CLOUD, "everyone");
    assertThat(stand.round())
        .isEqualTo(new Round.Refused("NotAdmitted", "It asks for a billion floats."));
    assertThat(stand.round()).isEqualTo(new Round.Current(2, "refused"));
    assertThat(asked).hasValue(1);
    assertThat(stand.live()).isEqualTo("base-1");
    assertThat(stand.journal()).contains("It asks for a billion floats.");
  }

  @Test
  void anAdmissionThatCouldNotBeFinishedGoesOnAfterARestartWithTheSameFile() throws Exception {
    stand.publish(1, CLOUD, "everyone");
    stand.admission = (_, _) -> new Admission.Verdict.Undecided("There is no memory for it now.");
    assertThat(stand.round().isToBeTriedAgain()).isTrue();
    try (var files = Files.list(folder.resolve("store/sync/incoming"))) {
      for (Path file : files.toList()) {
        Files.delete(file); // the cut took what was not forced
      }
    }
    stand.restart();
    stand.admission =
        (file, digest) -> {
          try {
            assertThat(Digest.of(Files.readAllBytes(file))).isEqualTo(digest);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return new Admission.Verdict.Admitted(List.of("It cannot be tuned here."), Map.of());
        };
    assertThat(stand.round()).isInstanceOf(Round.WentLive.class);
    assertThat(stand.journal()).anyMatch(reason -> reason.endsWith("It cannot be tuned here."));
  }

  @Test
  void aNewerReleaseOvertakesOneThatWaits() throws Exception {
    stand.now = Instant.parse("2026-03-02T12:00:00Z");
    stand.publish(1, CLOUD, "everyone");
    stand.round();
    stand.publish(2, CLOUD, "everyone");
    stand.round();
    assertThat(stand.catalog().state().versions().stream().map(VersionState::name))
        .containsExactly(
            VersionState.Name.LIVE, VersionState.Name.REFUSED, VersionState.Name.SHADOW);
  }

  @Test
  void whatTheCloudTakesBackStopsServingAtOnce() throws Exception {
    stand.publish(1, CLOUD, "everyone");
    stand.round();
    stand.now = Instant.parse("2026-03-02T12:00:00Z");
    Timestamp none =
        new Timestamp(stand.said().version() + 1, stand.now.plus(Duration.ofDays(1)), 2, List.of());
    stand.say(none, CLOUD);
    assertThat(stand.round()).isEqualTo(new Round.Current(0, "none"));
    assertThat(stand.live()).isEqualTo("shipped");
  }

  @Test
  void keysThatWereReplacedAreFollowed() throws Exception {
    stand.publish(1, CLOUD, "everyone");
    stand.round();
    SigningKey next = TestKeys.key();
    Role role = Role.of(next.trusted());
    TrustRoot second = new TrustRoot(2, Instant.MAX, role, role, role);
    Announcements.publish(cloud, Announcements.root(2), second.sign(List.of(CLOUD, next)));
    Descriptor two = stand.push(2, next);
    Release release = new Release(2, two.digest(), List.of(new Ring.Everyone()));
    stand.say(stand.said().next(release, 0, stand.now.plus(Duration.ofDays(7))), next);
    assertThat(stand.round()).isInstanceOf(Round.WentLive.class);
    stand.restart();
    assertThat(stand.round()).isEqualTo(new Round.Current(2, "live"));

    stand.publish(3, CLOUD, "everyone");
    assertThat(stand.round())
        .as("the old key speaks no more")
        .isInstanceOfSatisfying(
            Round.Refused.class, refused -> assertThat(refused.kind()).isEqualTo("WrongKey"));
  }

  @Test
  void aNumberStandsForOneModel() throws Exception {
    stand.publish(1, CLOUD, "elsewhere");
    stand.round();
    Release other = new Release(1, Digest.of(new byte[1]), List.of(new Ring.Everyone()));
    stand.say(stand.said().next(other, 0, stand.now.plus(Duration.ofDays(7))), CLOUD);
    assertThat(stand.round())
        .isInstanceOfSatisfying(
            Round.Refused.class, refused -> assertThat(refused.kind()).isEqualTo("MixAndMatch"));
  }

  @Test
  void aRegistryThatIsAwayIsToldAsSuchAndHurtsNothing() throws Exception {
    Retries once = new Retries(1, Duration.ZERO, Duration.ZERO, new Random(1), _ -> {});
    try (Registry away =
        new HttpRegistry(new Access(URI.create("http://localhost:1"), "models", once))) {
      Round round = stand.round(away);
      assertThat(round.heard()).isFalse();
      assertThat(round.message()).contains("cannot be reached");
    }
    assertThat(stand.live()).isEqualTo("shipped");
  }
}
