package io.parcook.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.models.forecast.BaseModel;
import io.parcook.sync.catalog.VersionState.Fetched;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Refused;
import io.parcook.sync.catalog.VersionState.Retired;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.disk.Disk;
import io.parcook.sync.disk.PowerCutDisk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {

  private static final Optional<ShippedModel> SHIPPED = Optional.of(Contents.shipped());
  private static final Why PUSHED = new Why(Actor.CLOUD, "pushed");

  private final PowerCutDisk disk = new PowerCutDisk();
  private Catalog catalog = open();

  @Test
  void aStoreWithoutACatalogServesWhatWasShipped() {
    Catalog first =
        Catalog.open(
            new PowerCutDisk(), CatalogOptions.DEFAULT, Walk.CLOCK, ShippedModel.fromTheJar());
    Live live = first.state().live().orElseThrow();
    assertThat(live.since().why().reason()).isEqualTo("shipped");
    assertThat(live.version().artifact().release()).isEqualTo(Artifact.SHIPPED);
    assertThat(first.load(live).base()).isEqualTo(BaseModel.bytes().orElseThrow());
  }

  @Test
  void aStoreForWhichNothingWasShippedServesNothingUntilItGetsSomething() {
    Catalog bare = Catalog.open(new PowerCutDisk(), Walk.SMALL, Walk.CLOCK, Optional.empty());
    assertThat(bare.state().live()).isEmpty();
    assertThat(bare.rollBack(PUSHED)).isInstanceOf(Rollback.NothingLive.class);
    Live live = goLive(bare, Contents.base(1, 1));
    assertThat(bare.load(live).base()).isEqualTo(Contents.of(1));
    assertThat(bare.rollBack(PUSHED)).isEqualTo(new Rollback.NothingBefore(live));
  }

  @Test
  void everyStepIsKeptWithItsGroundsAndToldOnceItIsOnDisk() {
    List<String> told = new ArrayList<>();
    catalog.onChange(
        (before, after) ->
            told.add(
                reopened().history().getLast().decision().why().reason()
                    + " "
                    + (after.counters().seq() - before.counters().seq())));
    Fetched fetched = added(catalog, Contents.base(1, 1));
    Why signed = new Why(Actor.CLOUD, "signed by two of three", Map.of("keys", 2.0));
    var verified = catalog.record(fetched.verified(signed));
    assertThat(verified.since()).isEqualTo(new Decision(3, Walk.NOON, signed));
    assertThat(reopened().version(2)).contains(verified);
    assertThat(told).containsExactly("pushed 1", "signed by two of three 1");
  }

  @Test
  void whatServedBeforeIsRetiredByTheSameDecision() {
    Live one = goLive(catalog, Contents.base(1, 1));
    Live two = goLive(catalog, Contents.base(2, 2));
    assertThat(catalog.state().live()).contains(two);
    assertThat(catalog.state().lastGood()).contains(new Retired(one.version(), two.since()));
  }

  @Test
  void aStepFromAStateThatIsNoLongerThereChangesNothing() {
    Fetched fetched = added(catalog, Contents.base(1, 1));
    catalog.record(fetched.refused(new Why(Actor.OPERATOR, "no")));
    CatalogState before = catalog.state();
    assertThatThrownBy(() -> catalog.record(fetched.verified(PUSHED)))
        .isInstanceOf(StaleStepException.class)
        .hasMessageContaining("is REFUSED, no longer FETCHED");
    assertThatThrownBy(
            () -> catalog.record(new Shadow(fetched.version(), fetched.since()).live(PUSHED)))
        .isInstanceOf(StaleStepException.class);
    assertThat(catalog.state()).isSameAs(before);
  }

  @Test
  void aRollbackNeedsNothingButTheDiskAndTheRefusedOneDoesNotComeBack() {
    Artifact.Base base = Contents.base(1, 1);
    Live good = goLive(catalog, Contents.adapter(2, goLive(catalog, base).version().artifact()));
    Live bad = goLive(catalog, Contents.adapter(3, base));
    Rollback.Done done =
        (Rollback.Done) catalog.rollBack(new Why(Actor.AUTOMATIC, "losses", Map.of("l", 0.5)));
    assertThat(done.live().version()).isEqualTo(good.version());
    assertThat(catalog.load(done.live()).adapter()).contains(Contents.of(2));
    assertThat(catalog.load(done.live()).base()).contains(Contents.of(1));
    assertThat(catalog.state().version(bad.version().number())).contains(done.refused());
    assertThat(catalog.add(Contents.adapter(3, base), Contents.open(base), PUSHED))
        .isEqualTo(new Added.Known(done.refused()));
  }

  @Test
  void contentThatIsNotWhatWasAnnouncedIsNotReadPastItsEndAndLeavesNothing() throws IOException {
    Artifact.Base announced = Contents.base(1, 1);
    long[] read = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            read[0] += length;
            return length;
          }
        };
    assertThat(catalog.add(announced, endless, PUSHED)).isInstanceOf(Added.OtherContent.class);
    assertThat(read[0]).isLessThanOrEqualTo(64 << 10);
    InputStream shorter = new ByteArrayInputStream(Contents.of(1), 0, 20);
    assertThat(catalog.add(announced, shorter, PUSHED))
        .isInstanceOfSatisfying(
            Added.OtherContent.class, other -> assertThat(other.bytes()).isEqualTo(20));
    assertThat(disk.names("sha256")).hasSize(1);
    assertThat(catalog.state().candidates()).isEmpty();
  }

  @Test
  void aFlippedBitIsNeverServed() {
    Live one = goLive(catalog, Contents.base(1, 1));
    Live two = goLive(catalog, Contents.base(2, 2));
    damage(two);
    assertThatThrownBy(() -> catalog.load(two)).isInstanceOf(DamagedContentException.class);
    assertThat(catalog.verify()).containsExactly(two.version());
    Live now = catalog.state().live().orElseThrow();
    assertThat(now.version()).isEqualTo(one.version());
    assertThat(now.since().why().reason()).contains("damaged", "version 3 (content-2)");
    assertThat(catalog.add(two.version().artifact(), Contents.open(Contents.base(2, 2)), PUSHED))
        .as("what the disk lost may be fetched again")
        .isInstanceOf(Added.New.class);
  }

  @Test
  void aDamagedBaseTakesItsAdaptersWithIt() {
    Artifact base = goLive(catalog, Contents.base(1, 1)).version().artifact();
    goLive(catalog, Contents.adapter(2, base));
    disk.flip("sha256/" + base.digest().hex(), 5);
    catalog = open();
    assertThat(catalog.start().damaged()).extracting(Version::number).containsExactly(2, 3);
    assertThat(catalog.state().live().orElseThrow().version().number()).isEqualTo(1);
  }

  @Test
  void theShippedModelIsWrittenAgainWhenTheDiskLosesIt() throws IOException {
    disk.delete("sha256/" + Contents.shipped().artifact().digest().hex());
    catalog = open();
    assertThat(catalog.start().restored()).isTrue();
    assertThat(catalog.state().live().orElseThrow().version().number()).isEqualTo(1);
    Soundness.check(catalog, disk);
  }

  @Test
  void whenNothingElseIsWholeTheShippedModelServes() {
    Live one = goLive(catalog, Contents.base(1, 1));
    catalog.record(added(catalog, Contents.base(2, 2)).refused(PUSHED));
    disk.flip("sha256/" + Contents.shipped().artifact().digest().hex(), 9);
    damage(one);
    catalog = open();
    assertThat(catalog.state().live().orElseThrow().version().artifact())
        .isEqualTo(Contents.shipped().artifact());
  }

  @Test
  void aDamagedJournalIsKeptAsideAndWhatServesGoesOnServing() throws IOException {
    goLive(catalog, Contents.base(1, 1));
    Live two = goLive(catalog, Contents.base(2, 2));
    String before = Walk.tell(catalog.state());
    for (int place = 0; place < disk.size("journal"); place += 37) {
      disk.flip("journal", place);
      catalog = open();
      assertThat(catalog.state().live()).as("damage at %d", place).contains(two);
      assertThat(catalog.state().lastGood()).isPresent();
      Soundness.check(catalog, disk);
    }
    disk.delete("journal");
    catalog = open();
    assertThat(catalog.start().fromPointer()).isTrue();
    assertThat(catalog.state().live()).contains(two);
    assertThat(before).contains(two.version().toString());
    assertThat(disk.exists("journal.damaged")).isTrue();
  }

  @Test
  void aFullDiskChangesNothingAndTheCatalogGoesOnWhenThereIsRoom() {
    Live one = goLive(catalog, Contents.base(1, 1));
    Fetched two = added(catalog, Contents.base(2, 2));
    for (int failing = 0; failing < 12; failing++) {
      String before = Walk.tell(catalog.state());
      long from = disk.operations() + 1 + failing;
      disk.failFrom(from, Long.MAX_VALUE);
      try {
        Artifact three = Contents.base(30 + failing, 3);
        catalog.add(three, Contents.open(three), PUSHED);
        catalog.rollBack(PUSHED);
      } catch (NotRecordedException e) {
        assertThat(e).hasMessageContaining("No space left on device").hasMessageContaining("room");
      }
      disk.failFrom(Long.MAX_VALUE, Long.MAX_VALUE);
      if (catalog.state().candidates().size() == 1) {
        assertThat(Walk.tell(catalog.state())).isEqualTo(before);
      } else {
        catalog.record(catalog.state().candidates().getLast().refused(PUSHED));
      }
    }
    assertThat(catalog.stats().failedWrites()).isPositive();
    assertThat(catalog.record(two.verified(PUSHED)).version()).isEqualTo(two.version());
    assertThat(catalog.state().version(one.version().number())).isPresent();
    assertThat(reopened().counters()).isEqualTo(catalog.state().counters());
  }

  @Test
  void aWithdrawnReleaseStopsServingAtOnceAndCannotComeBack() {
    Live one = goLive(catalog, Contents.base(1, 1));
    Live two = goLive(catalog, Contents.base(2, 2));
    Fetched old = added(catalog, Contents.base(3, 2));
    catalog.requireRelease(2, PUSHED);
    assertThat(catalog.state().live()).contains(two);
    assertThat(catalog.state().lastGood())
        .as("release 1 is out, what was shipped is not")
        .hasValueSatisfying(good -> assertThat(good.version().number()).isEqualTo(1));
    catalog.requireRelease(3, PUSHED);
    assertThat(catalog.state().live().orElseThrow().version().number()).isEqualTo(1);
    assertThat(catalog.state().version(old.version().number())).containsInstanceOf(Refused.class);
    assertThat(catalog.add(Contents.base(4, 2), Contents.open(Contents.base(4, 2)), PUSHED))
        .isInstanceOf(Added.Withdrawn.class);
    assertThat(catalog.requireRelease(1, PUSHED).minimumRelease()).isEqualTo(3);
    assertThat(catalog.state().version(one.version().number())).containsInstanceOf(Retired.class);
  }

  @Test
  void aListenerThatFailsHarmsNobodyAndOneThatWritesIsStopped() {
    List<Throwable> stopped = new ArrayList<>();
    catalog.onChange(
        (_, _) -> {
          throw new IllegalStateException("a listener's own fault");
        });
    catalog.onChange(
        (_, _) -> {
          try {
            catalog.verify();
          } catch (IllegalStateException e) {
            stopped.add(e);
          }
        });
    added(catalog, Contents.base(1, 1));
    assertThat(stopped).hasSize(1);
    assertThat(catalog.state().candidates()).hasSize(1);
  }

  @Test
  void oneFolderHasOneWriter(@TempDir Path folder) {
    try (Catalog one = Catalog.open(folder, Walk.SMALL, Walk.CLOCK, SHIPPED)) {
      assertThatThrownBy(() -> Catalog.open(folder, Walk.SMALL, Walk.CLOCK, SHIPPED))
          .isInstanceOf(CatalogRefusedException.class)
          .hasMessageContaining("has the model catalog");
      assertThat(one.state().live()).isPresent();
    }
    Catalog.open(folder, Walk.SMALL, Walk.CLOCK, SHIPPED).close();
  }

  @Test
  void aCatalogOfANewerVersionIsLeftAlone() throws IOException {
    byte[] newer = JournalFormat.header(JournalFormat.FORMAT + 1, Counters.NONE);
    disk.replace("journal", newer);
    assertThatThrownBy(this::open)
        .isInstanceOf(CatalogRefusedException.class)
        .hasMessageContaining("newer Parcook");
    assertThat(disk.read("journal").readAllBytes()).isEqualTo(newer);
  }

  private Catalog open() {
    return Catalog.open((Disk) disk, Walk.SMALL, Walk.CLOCK, SHIPPED);
  }

  private CatalogState reopened() {
    try {
      return Replay.of(disk.afterTheCut(new Random(0))).state();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void damage(VersionState version) {
    disk.flip("sha256/" + version.version().artifact().digest().hex(), 100);
  }

  private static Fetched added(Catalog catalog, Artifact artifact) {
    return ((Added.New) catalog.add(artifact, Contents.open(artifact), PUSHED)).version();
  }

  private static Live goLive(Catalog catalog, Artifact artifact) {
    var verified = catalog.record(added(catalog, artifact).verified(PUSHED));
    var shadow = catalog.record(catalog.record(verified.admitted(PUSHED)).shadow(PUSHED));
    return catalog.record(shadow.live(PUSHED));
  }
}
