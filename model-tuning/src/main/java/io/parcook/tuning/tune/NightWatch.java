package io.parcook.tuning.tune;

import io.parcook.models.night.NightPart;

/// Who watches over a night: says when it is to end, and hears how it goes.
public interface NightWatch {

  /// A night that nobody hurries and nobody hears.
  NightWatch NOBODY = new NightWatch() {};

  /// True once it is to stop and leave nothing.
  default boolean cancelled() {
    return false;
  }

  /// True once its time is up: what was best until then is what the gate gets.
  default boolean outOfTime() {
    return false;
  }

  /// A part of the night begins.
  default void reached(NightPart part) {}

  /// @param step made until now, of at most `of`
  /// @param loss mean of the batches since the last call
  /// @param newest best loss on the newest rows
  default void stepped(int step, int of, double loss, double newest) {}
}
