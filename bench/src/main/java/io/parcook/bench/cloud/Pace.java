package io.parcook.bench.cloud;

import io.parcook.sync.fetch.Rhythm;
import io.parcook.sync.fetch.Round;
import java.time.Duration;
import java.time.Instant;

/// When a store of a simulated fleet asks.
interface Pace {

  /// From its start to its first round.
  Duration first();

  /// From a round to the next.
  Duration after(Round round, int failures, Instant now);

  /// From an announcement to the round that follows it.
  Duration announced();

  /// As Parcook's stores do.
  record Drawn(Rhythm rhythm) implements Pace {

    @Override
    public Duration first() {
      return rhythm.first();
    }

    @Override
    public Duration after(Round round, int failures, Instant now) {
      return rhythm.after(round, failures, now);
    }

    @Override
    public Duration announced() {
      return rhythm.announced();
    }
  }

  /// On the clock, as a line in a crontab does, and at once where somebody calls.
  record OnTheClock(Duration interval) implements Pace {

    @Override
    public Duration first() {
      return Duration.ZERO;
    }

    @Override
    public Duration after(Round round, int failures, Instant now) {
      return interval;
    }

    @Override
    public Duration announced() {
      return Duration.ZERO;
    }
  }
}
