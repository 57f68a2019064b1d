package io.parcook.cli.sense;

import java.time.Instant;

/// How many people a sensor has counted since it began, or since it began anew. A contact, such as
/// a light barrier, counts too: 0 while nobody stands in it, 1 while somebody does.
///
/// @param counter which counter, by a name that no other has
/// @param zone the place that it watches, such as `door`
/// @param time by the sensor's clock where it has one
record Count(String counter, String zone, Instant time, long count) {

  /// Longest name of a zone.
  static final int MOST_ZONE = 64;
}
