package io.parcook.models.night;

import java.time.Duration;

/// What a night's child may use.
///
/// @param heapMegabytes of the child's JVM; PyTorch's memory comes on top, about 200 MB
/// @param time from its start to its end; the child itself leaves off a little earlier
/// @param silence longest time without a line
public record NightLimits(int heapMegabytes, Duration time, Duration silence) {

  public static final NightLimits DEFAULT =
      new NightLimits(64, Duration.ofMinutes(15), Duration.ofMinutes(3));

  public NightLimits {
    if (heapMegabytes < 1 || !time.isPositive() || !silence.isPositive()) {
      throw new IllegalArgumentException(
          "A night's heap, time and silence are above 0; they are "
              + heapMegabytes
              + " MB, "
              + time
              + " and "
              + silence);
    }
  }
}
