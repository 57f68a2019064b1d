package io.parcook.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.sync.disk.PowerCutDisk;
import io.parcook.sync.disk.PowerCutDisk.Lie;
import io.parcook.sync.disk.PowerCutDisk.PowerCut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cuts the power at every operation of random lives, and starts from disks that may be found then.
class PowerCutTest {

  private static final Optional<ShippedModel> SHIPPED = Optional.of(Contents.shipped());
  private static final int STEPS = 60;
  private static final int FOUND = 4;

  @Test
  void aCutAtAnyInstantLeavesTheStateBeforeOrAfterTheStepAndAVerifiedModelServes()
      throws IOException {
    long seed = new Random().nextLong();
    Random chance = new Random(seed);
    for (int life = 0; life < 3; life++) {
      long lifeSeed = chance.nextLong();
      List<String> told = new ArrayList<>();
      PowerCutDisk uncut = new PowerCutDisk();
      live(uncut, lifeSeed, told);
      assertThat(uncut.operations()).isGreaterThan(150);
      for (long cut = 1; cut <= uncut.operations(); cut++) {
        for (int found = 0; found < FOUND; found++) {
          cutAndStart(Lie.NONE, lifeSeed, cut, told, chance, "seed " + seed + ", cut " + cut);
        }
      }
    }
  }

  /// The test above could not pass were it not for each of the two promises.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aDiskThatDoesNotKeepItsPromisesIsFoundOut(Lie lie) {
    List<String> told = new ArrayList<>();
    PowerCutDisk uncut = new PowerCutDisk();
    live(uncut, 1, told);
    Random chance = new Random(1);
    assertThatThrownBy(
            () -> {
              for (long cut = 1; cut <= uncut.operations(); cut++) {
                cutAndStart(lie, 1, cut, told, chance, "cut " + cut);
              }
            })
        .isInstanceOfAny(AssertionError.class, RuntimeException.class);
  }

  /// Lives until the power goes, and gives how many decisions were told.
  private static int live(PowerCutDisk disk, long seed, List<String> told) {
    Walk walk = new Walk(seed, NaiveCatalog.silent());
    int before = told.size();
    try (Catalog catalog = Catalog.open(disk, Walk.SMALL, Walk.CLOCK, SHIPPED)) {
      told.add(Walk.tell(catalog.state())); // the start's own decision
      catalog.onChange((_, after) -> told.add(Walk.tell(after)));
      for (int step = 0; step < STEPS; step++) {
        walk.step(catalog);
      }
    } catch (PowerCut _) {
      // as planned
    }
    return told.size() - before;
  }

  private static void cutAndStart(
      Lie lie, long seed, long cut, List<String> reference, Random chance, String where)
      throws IOException {
    PowerCutDisk disk = new PowerCutDisk(lie, chance);
    disk.cutAt(cut);
    int told = live(disk, seed, new ArrayList<>());
    PowerCutDisk found = disk.afterTheCut(chance);
    if (chance.nextInt(3) == 0) { // and it goes again while the store starts
      found.cutAt(1 + chance.nextInt(8));
      try {
        Catalog.open(found, Walk.SMALL, Walk.CLOCK, SHIPPED).close();
      } catch (PowerCut _) {
        // as planned
      }
      found = found.afterTheCut(chance);
    }
    Catalog catalog = Catalog.open(found, Walk.SMALL, Walk.CLOCK, SHIPPED);
    int seq = Math.toIntExact(catalog.state().counters().seq());
    assertThat(seq).as(where).isBetween(Math.max(1, told), told + 1);
    assertThat(Walk.tell(catalog.state())).as(where).isEqualTo(reference.get(seq - 1));
    assertThat(catalog.start().harmed()).as(where).isFalse();
    Soundness.check(catalog, found);
    Walk onwards = new Walk(cut, NaiveCatalog.silent());
    for (int step = 0; step < 3; step++) {
      onwards.step(catalog);
    }
    catalog.close();
    String after = Walk.tell(catalog.state());
    catalog = Catalog.open(found, Walk.SMALL, Walk.CLOCK, SHIPPED);
    assertThat(Walk.tell(catalog.state())).as(where).isEqualTo(after);
  }
}
