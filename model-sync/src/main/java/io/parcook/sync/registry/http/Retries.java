package io.parcook.sync.registry.http;

import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How often and how patiently something is tried again: full jitter over a growing, bounded time
/// (Brooker, Exponential Backoff and Jitter, 2015), so that a fleet that lost its registry at one
/// moment does not come back at one moment.
///
/// @param attempts in a row without any progress, the first included
/// @param first the longest wait after the first; doubled each time
/// @param longest any wait, whatever the registry asks for
/// @param pause waits; a test lets it pass at once
public record Retries(
    int attempts, Duration first, Duration longest, RandomGenerator random, Pause pause) {

  /// Waits.
  @FunctionalInterface
  public interface Pause {
    void take(Duration time) throws InterruptedException;
  }

  public Retries {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("At least one attempt, and a longest wait >= the first");
    }
  }

  /// Five attempts over about half a minute.
  public static Retries usual(RandomGenerator random) {
    return new Retries(5, Duration.ofSeconds(1), Duration.ofSeconds(30), random, Thread::sleep);
  }

  /// Whether a fault may pass by itself.
  static boolean mayPass(RegistryFault fault) {
    return switch (fault) {
      case RegistryFault.Unreachable _, RegistryFault.Busy _ -> true;
      case RegistryFault.Gone _,
          RegistryFault.Denied _,
          RegistryFault.BadCertificate _,
          RegistryFault.Rejected _,
          RegistryFault.Malformed _,
          RegistryFault.TooLarge _,
          RegistryFault.TooSlow _,
          RegistryFault.WrongDigest _,
          RegistryFault.OverBudget _ ->
          false;
    };
  }

  /// Waits before the next attempt, or gives up.
  ///
  /// @param failed attempts so far
  /// @throws RegistryException the failure itself if it is final
  void after(RegistryException failure, int failed) throws IOException {
    if (!mayPass(failure.fault()) || failed >= attempts) {
      throw failure;
    }
    long most = Math.min(first.toMillis() << Math.min(failed - 1, 20), longest.toMillis());
    Duration wait = Duration.ofMillis(random.nextLong(most + 1));
    if (failure.fault() instanceof RegistryFault.Busy busy) {
      if (busy.after().compareTo(longest) > 0) {
        throw failure;
      }
      wait = wait.plus(busy.after());
    }
    try {
      pause.take(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("Interrupted while waiting").initCause(e);
    }
  }

  /// Something to be tried.
  interface Attempt<T> {
    T run() throws IOException;
  }

  <T> T run(Attempt<T> attempt) throws IOException {
    for (int failed = 1; ; failed++) {
      try {
        return attempt.run();
      } catch (RegistryException e) {
        after(e, failed);
      }
    }
  }
}
