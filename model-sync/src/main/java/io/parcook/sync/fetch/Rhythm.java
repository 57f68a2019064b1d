package io.parcook.sync.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// When a store asks again. A fleet that started at one moment, lost its registry at one moment, or
/// heard of a release at one moment does not come at one moment: every wait is drawn.
///
/// @param interval between two polls, on average
/// @param spread over which a fleet follows an announcement
/// @param random the store's own; two stores have two seeds
public record Rhythm(Duration interval, Duration spread, RandomGenerator random) {

  /// The longest wait after the first failure; doubled with each further one, up to the interval.
  private static final Duration FIRST = Duration.ofSeconds(30);

  public Rhythm {
    if (!interval.isPositive() || spread.isNegative()) {
      throw new IllegalArgumentException("an interval is positive, and a spread not negative");
    }
  }

  /// The wait before the next round: from half to one and a half intervals after one that was
  /// good; up to a growing bound after failures (full jitter: Brooker, Exponential Backoff and
  /// Jitter, 2015); a little after the moment that a round waits for.
  ///
  /// @param failures in a row, this round included
  public Duration after(Round round, int failures, Instant now) {
    if (round.isToBeTriedAgain()) {
      long most = FIRST.toMillis() << Math.min(Math.max(failures - 1, 0), 20);
      return drawn(Math.min(most, interval.toMillis()));
    }
    Duration regular = interval.dividedBy(2).plus(drawn(interval.toMillis()));
    if (round instanceof Round.Waits(Instant until, _)) {
      Duration wait = Duration.between(now, until);
      Duration then = (wait.isNegative() ? Duration.ZERO : wait).plus(drawn(spread.toMillis()));
      return then.compareTo(regular) < 0 ? then : regular;
    }
    return regular;
  }

  /// The wait before the first round of a store that starts: with power back, a whole town starts.
  public Duration first() {
    return drawn(Math.min(spread.toMillis(), interval.toMillis()));
  }

  /// The wait after an announcement.
  public Duration announced() {
    return drawn(spread.toMillis());
  }

  private Duration drawn(long mostMillis) {
    return Duration.ofMillis(random.nextLong(mostMillis + 1));
  }
}
