package io.parcook.cli.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long to try, and how long to wait between tries: a first pause that doubles up to a longest
/// one, each shortened at random by up to half so that many senders do not come back together.
///
/// @param giveUpAfter from the first failure of a delivery; [#FOREVER] to never give up
public record Patience(Duration firstPause, Duration longestPause, Duration giveUpAfter) {

  public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  public static Patience of(Duration giveUpAfter) {
    return new Patience(Duration.ofMillis(100), Duration.ofSeconds(5), giveUpAfter);
  }

  /// The pause before the given retry, the first being 0.
  Duration pause(int retry) {
    long first = Math.max(1, firstPause.toMillis());
    long doubled = retry >= 30 ? Long.MAX_VALUE : first << retry;
    long millis = Math.min(doubled, longestPause.toMillis());
    return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }

  boolean isOver(Duration sinceFirstFailure) {
    return sinceFirstFailure.compareTo(giveUpAfter) > 0;
  }
}
