package io.parcook.sync.registry;

import java.time.Duration;
import java.util.OptionalLong;

/// The least speed of a transfer, over a window of time, so that one slow second is no failure and
/// a byte a minute does not hold a store up for ever (the slow retrieval attack of TUF).
///
/// @param bytesPerSecond 0 to have none
public record MinimumSpeed(long bytesPerSecond, Duration window) {

  /// 1 KiB a second over half a minute: a quarter of the slowest line that is still one.
  public static final MinimumSpeed DEFAULT = new MinimumSpeed(1024, Duration.ofSeconds(30));

  public MinimumSpeed {
    if (bytesPerSecond < 0 || !window.isPositive()) {
      throw new IllegalArgumentException(
          "A minimum speed is not negative and its window is positive");
    }
  }

  /// Watches one transfer.
  ///
  /// @param nanos the time at its start, as all later ones from one monotonic clock
  public Watch watch(long nanos) {
    return new Watch(nanos);
  }

  /// A transfer's progress, window after window.
  public final class Watch {

    private long from;
    private long bytes;

    private Watch(long nanos) {
      from = nanos;
    }

    /// Tells how far the transfer has come.
    ///
    /// @param moved bytes since the start
    /// @return bytes a second in the window that just ended, if that is too few
    public OptionalLong tooSlow(long nanos, long moved) {
      long passed = nanos - from;
      if (passed < window.toNanos()) {
        return OptionalLong.empty();
      }
      long speed = (long) ((moved - bytes) / (passed / 1e9));
      from = nanos;
      bytes = moved;
      return speed < bytesPerSecond ? OptionalLong.of(speed) : OptionalLong.empty();
    }
  }
}
