package io.parcook.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The tills at the counter: one queue, the first till that is free takes the next guest.
final class Tills {

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /// @param till number of the till, from 1
  record Turn(int till, Instant rung) {}

  private final Instant[] free;
  private final double ringUp;
  private final Dice dice;

  Tills(int count, double ringUp, Dice dice) {
    this.free = new Instant[count];
    Arrays.fill(free, Instant.MIN);
    this.ringUp = ringUp;
    this.dice = dice;
  }

  /// When a guest who joins the queue is rung up; null if he loses patience first. Guests must be
  /// asked in the order they join.
  @Nullable Turn serve(Instant joins) {
    int first = 0;
    for (int till = 1; till < free.length; till++) {
      first = free[till].isBefore(free[first]) ? till : first;
    }
    Instant begins = free[first].isAfter(joins) ? free[first] : joins;
    if (begins.isAfter(joins.plus(PATIENCE))) {
      return null;
    }
    free[first] = begins.plusMillis((long) (1000 * dice.lognormal(ringUp, 0.4)));
    return new Turn(first + 1, free[first]);
  }
}
