package io.parcook.service.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.card.CardProperties;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.service.forecast.ServedModel;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Rollback;
import io.parcook.sync.catalog.VersionState;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.rollout.Promotion;
import io.parcook.sync.rollout.Rollout;
import io.parcook.sync.rollout.RushHours;
import io.parcook.sync.rollout.Store;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class StoreModelsTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

  @TempDir Path folder;

  @BeforeEach
  void aModelIsShipped() {
    Assumptions.assumeTrue(BaseModel.read().isPresent(), "this build ships no base model");
  }

  @Test
  void aFreshStoreServesTheShippedBase() {
    try (StoreModels models = open(Optional.empty())) {
      assertThat(version(models)).isEqualTo(shippedVersion());
      assertThat(states(models)).containsExactly(VersionState.Name.LIVE);
    }
  }

  @Test
  void aTunedVersionServesAgainAfterARestartAndIsTheBaseWithItsWeights() {
    putLive(Tuned.by(1.01f).bytes());

    try (StoreModels models = open(Optional.empty())) {
      OnnxGraph serves = ((ServedModel.Open) models.serving().now()).graph();
      assertThat(version(models)).isEqualTo("tuned-1.01");
      assertThat(serves.bytes())
          .isEqualTo(Tuned.by(1.01f).applyTo(BaseModel.read().orElseThrow()).bytes());
      assertThat(states(models)).containsExactly(VersionState.Name.RETIRED, VersionState.Name.LIVE);
    }
  }

  @Test
  void aTunedVersionThatTheDiskHarmedGivesWayToTheBase() throws IOException {
    byte[] tuned = Tuned.by(1.02f).bytes();
    putLive(tuned);
    for (Path file : files()) {
      if (Files.size(file) == tuned.length) {
        Files.write(file, new byte[tuned.length]);
      }
    }

    try (StoreModels models = open(Optional.empty())) {
      assertThat(version(models)).isEqualTo(shippedVersion());
    }
  }

  @Test
  void rollingBackServesTheLastGoodVersionAtOnceAndNeverTheOtherAgain() {
    putLive(Tuned.by(1.03f).bytes());

    try (StoreModels models = open(Optional.empty())) {
      ModelLife life = ((StoreModels.Kept) models).life();
      Rollback back = life.rollBack(new Why(Actor.OPERATOR, "By hand."));

      assertThat(back).isInstanceOf(Rollback.Done.class);
      assertThat(version(models)).isEqualTo(shippedVersion());
      assertThat(Candidacy.of(life, Tuned.by(1.03f).bytes(), Tuned.PASSED))
          .isInstanceOf(Candidacy.Declined.class);
    }
    try (StoreModels models = open(Optional.empty())) {
      assertThat(version(models)).isEqualTo(shippedVersion());
    }
  }

  @Test
  void anAdapterOfAnotherBaseIsDeclined() {
    try (StoreModels models = open(Optional.of(otherBase()))) {
      ModelLife life = ((StoreModels.Kept) models).life();

      assertThat(Candidacy.of(life, Tuned.by(1.04f).bytes(), Tuned.PASSED).sentence())
          .contains("which is not here to serve");
      assertThat(version(models)).isEqualTo("other-base");
    }
  }

  @Test
  void bytesThatAreNoAdapterAreDeclined() {
    try (StoreModels models = open(Optional.empty())) {
      ModelLife life = ((StoreModels.Kept) models).life();

      assertThat(Candidacy.of(life, new byte[100], Tuned.PASSED))
          .isInstanceOf(Candidacy.Declined.class);
      assertThat(states(models)).containsExactly(VersionState.Name.LIVE);
    }
  }

  @Test
  void aFileThatTheOperatorNamesTakesOverAndThePastIsKept() {
    putLive(Tuned.by(1.05f).bytes());

    try (StoreModels models = open(Optional.of(otherBase()))) {
      assertThat(version(models)).isEqualTo("other-base");
      assertThat(states(models))
          .containsExactly(
              VersionState.Name.RETIRED, VersionState.Name.RETIRED, VersionState.Name.LIVE);
    }
    try (StoreModels models = open(Optional.of(otherBase()))) {
      assertThat(version(models)).isEqualTo("other-base");
      assertThat(states(models)).hasSize(3);
    }
  }

  @Test
  void aNamedFileThatCannotBeReadLeavesTheLastGoodVersionServing() {
    putLive(Tuned.by(1.06f).bytes());

    try (StoreModels models = open(Optional.of(folder.resolve("no.onnx")))) {
      assertThat(version(models)).isEqualTo("tuned-1.06");
    }
  }

  @Test
  void aNamedFileThatCannotBeReadOnAFreshStoreGivesTheUsualLevelAndSaysWhy() {
    try (StoreModels models = open(Optional.of(folder.resolve("no.onnx")))) {
      assertThat(models.serving().now())
          .isInstanceOfSatisfying(
              ServedModel.Absent.class,
              absent -> assertThat(absent.reason()).contains("no.onnx", "cannot be read"));
    }
  }

  @Test
  void aCatalogThatCannotBeOpenedCostsTheLearningAndNotTheForecast() throws IOException {
    Files.writeString(folder.resolve("models"), "a file where the folder should be");

    try (StoreModels models = open(Optional.empty())) {
      assertThat(models).isInstanceOf(StoreModels.Unkept.class);
      assertThat(version(models)).isEqualTo(shippedVersion());
    }
  }

  private void putLive(byte[] adapter) {
    try (StoreModels models = open(Optional.empty())) {
      ModelLife life = ((StoreModels.Kept) models).life();
      Candidacy candidacy = Candidacy.of(life, adapter, Tuned.PASSED);
      assertThat(candidacy).isInstanceOf(Candidacy.OnTrial.class);
      Shadow shadow = ((Candidacy.OnTrial) candidacy).shadow();
      assertThat(
              life.promote(shadow, Rollout.toEveryone(), new Why(Actor.AUTOMATIC, "For a test.")))
          .isInstanceOf(Promotion.Done.class);
    }
  }

  private Path otherBase() {
    OnnxGraph base = BaseModel.read().orElseThrow();
    Map<String, String> metadata = new HashMap<>(base.metadata());
    metadata.put(CardProperties.VERSION, "other-base");
    Path file = folder.resolve("other.onnx");
    try {
      base.withMetadata(metadata).write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private StoreModels open(Optional<Path> configured) {
    return StoreModels.open(
        folder.resolve("models"),
        configured,
        SessionSettings.DEFAULT,
        new Store("store", Set.of()),
        RushHours.none(),
        CLOCK);
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(folder.resolve("models"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static String version(StoreModels models) {
    return ((ServedModel.Open) models.serving().now()).card().version();
  }

  private static String shippedVersion() {
    return CardProperties.read(BaseModel.read().orElseThrow().metadata()).version();
  }

  private static List<VersionState.Name> states(StoreModels models) {
    return ((StoreModels.Kept) models)
        .life().catalog().state().versions().stream().map(VersionState::name).toList();
  }
}
