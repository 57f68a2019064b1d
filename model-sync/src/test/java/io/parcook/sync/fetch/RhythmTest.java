package io.parcook.sync.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.registry.RegistryFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RhythmTest {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(15);
  private static final Round FAILED =
      new Round.Failed(new RegistryFault.Unreachable("registry", "no answer"));
  private static final Round CURRENT = new Round.Current(1, "live");

  private final Rhythm rhythm = new Rhythm(INTERVAL, Duration.ofMinutes(1), new Random(7));

  @Test
  void pollsAreSpreadEvenlyAroundTheInterval() {
    long[] waits =
        LongStream.range(0, 10_000)
            .map(_ -> rhythm.after(CURRENT, 0, NOW).toMillis())
            .sorted()
            .toArray();
    assertThat(waits[0]).isBetween(450_000L, 460_000L);
    assertThat(waits[waits.length - 1]).isBetween(1_340_000L, 1_350_000L);
    assertThat(LongStream.of(waits).average().orElseThrow()).isBetween(890_000.0, 910_000.0);
    assertThat(waits[2_500]).isBetween(655_000L, 695_000L);
  }

  @Test
  void afterFailuresWaitsGrowAndNeverBeyondTheInterval() {
    for (int failures = 1; failures < 100; failures++) {
      long most = Math.min(30_000L << Math.min(failures - 1, 20), INTERVAL.toMillis());
      long longest = 0;
      for (int i = 0; i < 200; i++) {
        longest = Math.max(longest, rhythm.after(FAILED, failures, NOW).toMillis());
      }
      assertThat(longest).as(failures + " failures").isBetween(most * 8 / 10, most);
    }
  }

  @Test
  void whatWaitsIsGoneOnWithALittleAfterItsTimeAndPollsGoOnMeanwhile() {
    Round soon = new Round.Waits(NOW.plusSeconds(90), "Rush.");
    Round late = new Round.Waits(NOW.plus(Duration.ofHours(3)), "Rush.");
    for (int i = 0; i < 1_000; i++) {
      assertThat(rhythm.after(soon, 0, NOW).toSeconds()).isBetween(90L, 150L);
      assertThat(rhythm.after(late, 0, NOW)).isLessThanOrEqualTo(INTERVAL.multipliedBy(3));
    }
  }

  @Test
  void aFleetFollowsAnAnnouncementOverItsSpread() {
    long[] perTenSeconds = new long[7];
    for (int i = 0; i < 6_000; i++) {
      perTenSeconds[(int) (rhythm.announced().toMillis() / 10_000)]++;
    }
    for (int slot = 0; slot < 6; slot++) {
      assertThat(perTenSeconds[slot]).as("slot " + slot).isBetween(850L, 1_150L);
    }
  }
}
