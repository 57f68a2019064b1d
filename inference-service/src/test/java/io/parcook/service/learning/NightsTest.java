package io.parcook.service.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.child.ChildJvm;
import io.parcook.models.drift.TuneReason;
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
import io.parcook.sync.catalog.VersionState;
import io.parcook.sync.rollout.RushHours;
import io.parcook.sync.rollout.Store;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nights whose process is real and whose work is not.
@QuarkusTest
class NightsTest {

  private static final Evidence BETTER =
      new Evidence(Verdict.BETTER, 7, -0.1, -0.2, -0.05, 0.01, 1);
  private static final GateReport GATE =
      new GateReport(0.36, 0.4, 0.41, 0.42, BETTER, BETTER, BETTER, BETTER);
  private static final TuneReason DRIFT = new TuneReason.FeaturesMoved(List.of());
  private static final NightFigures FIGURES =
      new NightFigures(900, 40, 1, 2, 80, 1, 0.9, 0.1, 1e-6);

  @TempDir Path folder;

  private StoreModels models = new StoreModels.Unkept(NO_SERVING, "Not opened yet.");
  private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");

  private static final Serving NO_SERVING = new Serving(ServedModel.absent("Not opened yet."));

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
  void whatANightFoundIsTriedAndItsGateIsInTheJournal() throws Exception {
    Path line =
        Files.writeString(folder.resolve("line"), new NightLine.Better(FIGURES, GATE).json());
    Path adapter = Files.write(folder.resolve("tuned"), Tuned.by(1.01f).bytes());

    NightRecord night = ran("copy:" + adapter + ",say:" + line, limits(64, 60));

    assertThat(night.result()).isEqualTo(Result.CANDIDATE);
    assertThat(night.figures()).containsEntry("gate.wql", 0.36);
    assertThat(states()).containsExactly(VersionState.Name.LIVE, VersionState.Name.SHADOW);
    assertThat(life().catalog().state().history().getLast().decision().why().figures())
        .containsEntry("gate.wql.live", 0.4);
  }

  @Test
  void aNightThatFindsNothingBetterChangesNothing() throws Exception {
    Path line =
        Files.writeString(
            folder.resolve("line"),
            new NightLine.Kept("No better.", Optional.of(FIGURES), Optional.of(GATE)).json());

    NightRecord night = ran("say:" + line, limits(64, 60));

    assertThat(night.result()).isEqualTo(Result.NOT_BETTER);
    assertThat(night.reason()).isEqualTo("No better.");
    assertThat(states()).containsExactly(VersionState.Name.LIVE);
  }

  @Test
  void aProcessThatIsKilledIsNoticedAndWhatServesGoesOn() throws Exception {
    try (Nights nights = nights("hang", limits(64, 60))) {
      assertThat(nights.begin(Trigger.HAND, "A test.")).isInstanceOf(Nights.Begun.Started.class);
      assertThat(nights.begin(Trigger.HAND, "A test."))
          .isInstanceOf(Nights.Begun.RunsAlready.class);
      kill();
      NightRecord night = awaitEnd(nights);

      assertThat(night.result()).isEqualTo(Result.FAILED);
      assertThat(night.reason()).contains("KILLED");
      assertThat(nights.runs()).isFalse();
    }
    assertThat(states()).containsExactly(VersionState.Name.LIVE);
  }

  @Test
  void aProcessThatHangsIsEnded() throws Exception {
    assertThat(ran("hang", limits(64, 1)).reason()).contains("SILENT");
  }

  @Test
  void aProcessThatRunsOutOfMemoryIsTold() throws Exception {
    assertThat(ran("eat", limits(16, 60)).reason()).contains("OUT_OF_MEMORY");
  }

  @Test
  void anAdapterThatIsHarmedIsDeclined() throws Exception {
    Path line =
        Files.writeString(folder.resolve("line"), new NightLine.Better(FIGURES, GATE).json());
    byte[] bytes = Tuned.by(1.02f).bytes();
    bytes[bytes.length / 2] ^= 1;
    Path adapter = Files.write(folder.resolve("tuned"), bytes);

    NightRecord night = ran("copy:" + adapter + ",say:" + line, limits(64, 60));

    assertThat(night.result()).isEqualTo(Result.NOT_BETTER);
    assertThat(night.reason()).contains("damaged");
    assertThat(states()).containsExactly(VersionState.Name.LIVE);
  }

  @Test
  void aDiskThatTakesNothingIsToldAndHarmsNothing() throws Exception {
    Files.writeString(folder.resolve("learning"), "a file where the folder should be");

    NightRecord night = ran("hang", limits(64, 60));

    assertThat(night.result()).isEqualTo(Result.FAILED);
    assertThat(night.reason()).contains("could not be written");
    assertThat(states()).containsExactly(VersionState.Name.LIVE);
  }

  @Test
  void aServiceThatWentAwayUnderANightTellsOfIt() throws Exception {
    new NightBook(folder.resolve("learning/nights.json"), now)
        .begin(NightRecord.begun(now, Trigger.SCHEDULE, "It is time."));

    try (Nights nights = nights("hang", limits(64, 60))) {
      assertThat(nights.nights().getFirst().result()).isEqualTo(Result.INTERRUPTED);
    }
  }

  @Test
  void aNightIsBegunByTheClockOnceADay() throws Exception {
    try (Nights nights = nights("say:" + kept(), limits(64, 60))) {
      nights.tick();
      assertThat(nights.nights()).isEmpty();
      now = Instant.parse("2026-11-24T03:00:00Z");
      nights.tick();
      NightRecord night = awaitEnd(nights);
      nights.tick();

      assertThat(night.trigger()).isEqualTo(Trigger.SCHEDULE);
      assertThat(nights.nights()).hasSize(1);
      assertThat(nights.next()).contains(Instant.parse("2026-11-25T03:00:00Z"));
    }
  }

  @Test
  void aNightThatDriftBeganIsTheNightsOnlyOne() throws Exception {
    try (Nights nights = nights("say:" + kept(), limits(64, 60))) {
      now = Instant.parse("2026-11-24T00:05:00Z");
      nights.drifted(DRIFT);
      nights.tick();
      assertThat(awaitEnd(nights).trigger()).isEqualTo(Trigger.DRIFT);

      now = Instant.parse("2026-11-24T03:00:00Z");
      nights.tick();
      assertThat(nights.nights()).hasSize(1);

      now = Instant.parse("2026-11-25T03:00:00Z");
      nights.tick();
      assertThat(awaitEnd(nights).trigger()).isEqualTo(Trigger.SCHEDULE);
      assertThat(nights.nights()).hasSize(2);
    }
  }

  @Test
  void aReasonToLearnIsSpentByTheNightThatComesAnyway() throws Exception {
    try (Nights nights = nights("say:" + kept(), limits(64, 60))) {
      now = Instant.parse("2026-11-24T03:00:00Z");
      nights.drifted(DRIFT);
      nights.tick();
      NightRecord night = awaitEnd(nights);
      assertThat(night.trigger()).isEqualTo(Trigger.SCHEDULE);
      assertThat(night.why()).contains(DRIFT.message());

      now = Instant.parse("2026-11-24T16:00:00Z");
      nights.tick();
      assertThat(nights.runs()).isFalse();
      assertThat(nights.nights()).hasSize(1);
    }
  }

  private Path kept() throws IOException {
    return Files.writeString(
        folder.resolve("line"),
        new NightLine.Kept("No.", Optional.empty(), Optional.empty()).json());
  }

  @Test
  void aNightWaitsForTheEndOfTheRushThatItFallsInto() {
    RushHours rush =
        new RushHours(
            ZoneOffset.UTC,
            List.of(RushHours.Window.daily(LocalTime.of(2, 0), LocalTime.of(4, 30))));
    NightSchedule schedule = new NightSchedule(LocalTime.of(3, 0), ZoneOffset.UTC, rush);

    assertThat(schedule.after(Instant.parse("2026-11-23T12:00:00Z")))
        .isEqualTo(Instant.parse("2026-11-24T04:30:00Z"));
    assertThat(schedule.after(Instant.parse("2026-11-24T03:10:00Z")))
        .isEqualTo(Instant.parse("2026-11-24T04:30:00Z"));
  }

  private NightRecord ran(String steps, NightLimits limits) throws Exception {
    try (Nights nights = nights(steps, limits)) {
      assertThat(nights.begin(Trigger.HAND, "A test.")).isInstanceOf(Nights.Begun.Started.class);
      return awaitEnd(nights);
    }
  }

  private Nights nights(String steps, NightLimits limits) throws IOException {
    Nights.Setup setup =
        new Nights.Setup(
            false,
            Optional.of(ChildJvm.ofJar(jar())),
            limits,
            List.of("--fake", steps),
            folder.resolve("learning"));
    NightSchedule schedule =
        new NightSchedule(LocalTime.of(3, 0), ZoneOffset.UTC, RushHours.none());
    return new Nights(life(), setup, schedule, true, () -> now);
  }

  private static NightLimits limits(int heap, int silentSeconds) {
    return new NightLimits(heap, Duration.ofMinutes(1), Duration.ofSeconds(silentSeconds));
  }

  static NightRecord awaitEnd(Nights nights) throws InterruptedException {
    assertThat(nights.await(Duration.ofMinutes(8))).as("whether the night has ended").isTrue();
    return nights.nights().getFirst();
  }

  /// As `kill -9` does, once the process is the child and no longer what starts it.
  private static void kill() throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      Optional<ProcessHandle> child =
          ProcessHandle.current()
              .children()
              .filter(process -> process.info().command().orElse("").endsWith("java"))
              .findFirst();
      if (child.isPresent()) {
        child.get().destroyForcibly();
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no process was started within half a minute");
  }

  private Path jar() throws IOException {
    Path jar = folder.resolve("night.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeNight.class.getName());
    String name = FakeNight.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in =
            Objects.requireNonNull(FakeNight.class.getClassLoader().getResourceAsStream(name))) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }

  private ModelLife life() {
    return ((StoreModels.Kept) models).life();
  }

  private List<VersionState.Name> states() {
    return life().catalog().state().versions().stream().map(VersionState::name).toList();
  }
}
