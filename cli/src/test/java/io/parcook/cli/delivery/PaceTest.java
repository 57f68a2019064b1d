package io.parcook.cli.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PaceTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void anHourAtSixtyTimesTakesAMinute() throws InterruptedException {
    Pace pace = Pace.times(60, InstantSource.fixed(Instant.EPOCH));

    assertThat(pace.wait(NOON)).isZero();
    assertThat(pace.wait(NOON.plusSeconds(3600))).isEqualTo(Duration.ofMinutes(1));
    assertThatThrownBy(() -> Pace.times(0, InstantSource.system())).hasMessageContaining("above 0");
  }

  @Test
  void theStoresClockIsReckonedOnAndCorrectedWhenTheStoreSaysOtherwise() throws Exception {
    var nanos = new AtomicLong();
    var said = new StoreApi.Store[] {new StoreApi.Store("s", ZoneOffset.UTC, NOON, 60)};
    var clock = new StoreClock(() -> said[0], nanos::get);

    nanos.set(Duration.ofSeconds(2).toNanos());
    assertThat(clock.now()).isEqualTo(NOON.plusSeconds(120));
    assertThat(clock.wait(NOON.plusSeconds(180))).isEqualTo(Duration.ofSeconds(1));

    said[0] = new StoreApi.Store("s", ZoneOffset.UTC, NOON.plusSeconds(10_000), 1);
    nanos.set(Duration.ofSeconds(8).toNanos());
    assertThat(clock.wait(NOON.plusSeconds(10_030))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aStoreThatDoesNotAnswerIsReckonedOn() throws Exception {
    var nanos = new AtomicLong();
    var gone = new AtomicLong();
    var clock =
        new StoreClock(
            () -> {
              if (gone.get() > 0) {
                throw new IOException("gone");
              }
              return new StoreApi.Store("s", ZoneOffset.UTC, NOON, 10);
            },
            nanos::get);

    gone.set(1);
    nanos.set(Duration.ofSeconds(60).toNanos());

    assertThat(clock.wait(NOON.plusSeconds(700))).isEqualTo(Duration.ofSeconds(10));
    assertThat(clock.now()).isEqualTo(NOON.plusSeconds(600));
  }

  @Test
  void pausesDoubleUpToTheLongestAndPatienceEnds() {
    Patience patience = Patience.of(Duration.ofMinutes(1));

    assertThat(patience.pause(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(patience.pause(3)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
    assertThat(patience.pause(1_000)).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));
    assertThat(patience.isOver(Duration.ofSeconds(60))).isFalse();
    assertThat(patience.isOver(Duration.ofSeconds(61))).isTrue();
    assertThat(Patience.of(Patience.FOREVER).isOver(Duration.ofDays(10_000))).isFalse();
  }
}
