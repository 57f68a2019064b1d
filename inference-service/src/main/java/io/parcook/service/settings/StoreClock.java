package io.parcook.service.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The store's clock: `start + (real now − real start) × speed`. With the defaults it is real time.
/// Everything that asks for the time asks this.
public final class StoreClock implements InstantSource {

  private final InstantSource real;
  private final Instant realStart;
  private final Instant start;
  private final double speed;

  /// @param start what it shows at first
  /// @param speed store seconds in a real second, above 0
  public StoreClock(InstantSource real, Instant start, double speed) {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("A clock's speed must be above 0; it is " + speed);
    }
    this.real = real;
    this.realStart = real.instant();
    this.start = start;
    this.speed = speed;
  }

  @Override
  public Instant instant() {
    Duration gone = Duration.between(realStart, real.instant());
    return start.plus(speed == 1 ? gone : times(gone, speed));
  }

  public double speed() {
    return speed;
  }

  /// How much real time passes while the store's clock moves by `span`.
  public Duration real(Duration span) {
    return speed == 1 ? span : times(span, 1 / speed);
  }

  private static Duration times(Duration span, double factor) {
    double seconds = (span.getSeconds() + span.getNano() / 1e9) * factor;
    long whole = (long) Math.floor(seconds);
    return Duration.ofSeconds(whole, Math.round((seconds - whole) * 1e9));
  }
}
