package io.parcook.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.disk.PowerCutDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomLivesTest {

  private static final Optional<ShippedModel> SHIPPED = Optional.of(Contents.shipped());

  @RepeatedTest(12)
  void aCatalogDoesWhatAPlainTableDoesAndIsTheSameAfterEveryStart() throws IOException {
    long seed = new Random().nextLong();
    try {
      Random random = new Random(seed);
      NaiveCatalog naive = new NaiveCatalog(Walk.SMALL);
      Walk walk = new Walk(seed, naive);
      PowerCutDisk disk = new PowerCutDisk();
      Catalog catalog = Catalog.open(disk, Walk.SMALL, Walk.CLOCK, SHIPPED);
      for (int step = 0; step < 500; step++) {
        walk.step(catalog);
        naive.agreesWith(catalog);
        if (random.nextInt(40) == 0) {
          Soundness.check(catalog, disk);
          String before = Walk.tell(catalog.state());
          catalog.close();
          catalog = Catalog.open(disk, Walk.SMALL, Walk.CLOCK, SHIPPED);
          assertThat(Walk.tell(catalog.state())).isEqualTo(before);
          assertThat(catalog.start().harmed()).isFalse();
        }
      }
      assertThat(catalog.state().counters().seq()).isGreaterThan(CatalogState.HISTORY);
      assertThat(catalog.stats().journalBytes()).isLessThan(400_000);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  @Test
  void aRealFolderHoldsWhatADiskInMemoryHolds(@TempDir Path folder) throws IOException {
    Catalog real = Catalog.open(folder, Walk.SMALL, Walk.CLOCK, SHIPPED);
    Catalog memory = Catalog.open(new PowerCutDisk(), Walk.SMALL, Walk.CLOCK, SHIPPED);
    Walk one = new Walk(7, NaiveCatalog.silent());
    Walk other = new Walk(7, NaiveCatalog.silent());
    for (int step = 0; step < 100; step++) {
      one.step(real);
      other.step(memory);
    }
    assertThat(Walk.tell(real.state())).isEqualTo(Walk.tell(memory.state()));
    Soundness.check(real, new FolderDisk(folder));
    assertThat(Walk.tell(Catalog.read(folder))).isEqualTo(Walk.tell(real.state()));
    real.close();
    memory.close();
  }
}
