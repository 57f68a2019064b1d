package io.parcook.journey;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what happens in another process.
public final class Eventually {

  private static final Duration NAP = Duration.ofMillis(100);

  private Eventually() {}

  /// Asks again and again until the answer is yes.
  ///
  /// @throws AssertionError after `longest`, saying `what` did not happen
  public static void within(Duration longest, String what, BooleanSupplier happened) {
    within(longest, () -> what, happened);
  }

  /// As the other, with words that are made only for a failure.
  public static void within(Duration longest, Supplier<String> what, BooleanSupplier happened) {
    within(longest, NAP, what, happened);
  }

  /// As the others, asking as often as `nap` says.
  public static void within(
      Duration longest, Duration nap, Supplier<String> what, BooleanSupplier happened) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("Not within %s: %s", longest, what.get());
      }
      nap(nap);
    }
  }

  /// Does nothing for a while.
  public static void nap(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting", e);
    }
  }
}
