package io.parcook.cli.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When an event may go out.
@FunctionalInterface
public interface Pace {

  /// As fast as acknowledged.
  Pace MAX = _ -> Duration.ZERO;

  /// How much longer, in real time, an event of this time has to wait; zero or less if it may go.
  Duration wait(Instant time) throws InterruptedException;

  /// Events go out as they happened, `speed` times as fast, the first at once.
  static Pace times(double speed, InstantSource clock) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("A speed is above 0, such as 60; it is " + speed);
    }
    return new Pace() {
      private Instant firstEvent = Instant.MIN;
      private Instant began = Instant.MIN;

      @Override
      public Duration wait(Instant time) {
        if (began.equals(Instant.MIN)) {
          firstEvent = time;
          began = clock.instant();
        }
        double offset = Duration.between(firstEvent, time).toMillis() / speed;
        return Duration.between(clock.instant(), began.plusMillis((long) offset));
      }
    };
  }
}
