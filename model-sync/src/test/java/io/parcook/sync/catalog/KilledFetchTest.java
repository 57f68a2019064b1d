package io.parcook.sync.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ends a real process with `kill -9` while it fetches over HTTP from a slow registry, takes in,
/// switches, goes back and prunes, again and again on one folder. `-Dparcook.kills=200` for more
/// rounds.
class KilledFetchTest {

  @TempDir Path folder;

  @Test
  @Timeout(1_800)
  void killedWhileItFetchesSwitchesOrPrunesAStoreServesAndOnlyWhatItVerified() throws Exception {
    int rounds = Integer.getInteger("parcook.kills", 20);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int inTheMiddle = 0;
    long told = 0;
    long serves = 0;
    try (var registry = new SlowRegistry()) {
      for (int round = 0; round < rounds; round++) {
        String where = "seed %d, round %d".formatted(seed, round);
        Process child = FetchingLife.start(folder, registry, random.nextLong());
        try (BufferedReader lines = child.inputReader(UTF_8)) {
          assertThat(lines.readLine()).as(where).isEqualTo("begun");
          for (int some = random.nextInt(12); some > 0; some--) {
            told = Long.parseLong(lines.readLine());
          }
          Thread.sleep(random.nextInt(60));
          child.toHandle().destroyForcibly();
          child.waitFor();
        }
        inTheMiddle += FetchingLife.isFetching(folder) ? 1 : 0;
        FetchingLife.Found found = FetchingLife.found(folder, registry, where);
        assertThat(found.seq()).as(where).isGreaterThanOrEqualTo(told);
        serves = found.serves();
      }
    }
    System.out.printf(
        "%d kills, seed %d: %d within a download, release %d serves%n",
        rounds, seed, inTheMiddle, serves);
    assertThat(serves).as("seed %d, releases that went live", seed).isPositive();
    assertThat(inTheMiddle).as("seed %d, kills within a download", seed).isPositive();
  }
}
