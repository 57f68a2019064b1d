package io.parcook.models.child;

import java.time.Duration;

/// What a child may use.
///
/// @param heapMegabytes of its JVM
/// @param memoryMegabytes of the whole process, native memory included; 0 for no bound. Held by the
///     kernel where `prlimit` is there, and watched from outside on Linux
/// @param time from its start to its end
/// @param silence longest time without a line that is understood; ten times that before the first
public record ChildLimits(int heapMegabytes, int memoryMegabytes, Duration time, Duration silence) {

  public ChildLimits {
    if (heapMegabytes < 1 || memoryMegabytes < 0 || !time.isPositive() || !silence.isPositive()) {
      throw new IllegalArgumentException(
          "A child's heap, time and silence are above 0, and its memory is not below; they are "
              + heapMegabytes
              + " MB, "
              + time
              + ", "
              + silence
              + " and "
              + memoryMegabytes
              + " MB");
    }
  }
}
