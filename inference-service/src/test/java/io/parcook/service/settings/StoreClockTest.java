package io.parcook.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreClockTest {

  private static final Instant START = Instant.parse("2026-10-25T00:30:00Z");
  private Instant real = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void aFastClockRunsFromItsStart() {
    StoreClock clock = new StoreClock(() -> real, START, 60);
    real = real.plusMillis(1_500);

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
    assertThat(clock.real(Duration.ofMinutes(15))).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void anOrdinaryClockIsRealTime() {
    StoreClock clock = new StoreClock(() -> real, real, 1);
    real = real.plusNanos(1);

    assertThat(clock.instant()).isEqualTo(real);
  }

  @Test
  void aClockThatStandsStillIsRefused() {
    assertThatThrownBy(() -> new StoreClock(() -> real, START, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
