package io.parcook.service.forecast;

import java.time.Duration;

/// When and how far the live forecast is made.
///
/// @param horizon how far it looks, by the store's clock
/// @param debounce real time from the first new event to the forecast that counts it
/// @param refresh oldest it may become, by the store's clock, when no events arrive
public record Rhythm(Duration horizon, Duration debounce, Duration refresh) {

  /// The next hour takes part of one interval more than an hour holds.
  private static final Duration LEAST = Duration.ofHours(1);

  public Rhythm {
    if (horizon.compareTo(LEAST) < 0 || debounce.isNegative() || !refresh.isPositive()) {
      throw new IllegalArgumentException(
          "The horizon must be an hour or more, the debounce not below 0, the refresh above 0;"
              + " they are %s, %s, %s".formatted(horizon, debounce, refresh));
    }
  }

  /// How many intervals a forecast needs from the current one on: the horizon, and one more because
  /// the current one has begun.
  int steps(Duration interval) {
    return Math.toIntExact((horizon.toMillis() + interval.toMillis() - 1) / interval.toMillis())
        + 1;
  }
}
