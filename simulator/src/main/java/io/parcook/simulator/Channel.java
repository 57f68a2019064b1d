package io.parcook.simulator;

import java.util.Locale;

/// Where an order comes from. Only guests at the counter pass the door.
public enum Channel {
  COUNTER,
  DRIVE,
  DELIVERY;

  /// The name on a sale's line.
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
