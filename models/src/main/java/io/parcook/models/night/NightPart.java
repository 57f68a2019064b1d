package io.parcook.models.night;

/// The parts of a night, in order.
public enum NightPart {
  SNAPSHOT,
  ROWS,
  STEPS,
  GATE,
  ADAPTER
}
