package io.parcook.simulator;

import java.time.LocalTime;
import java.util.Map;

/// How one weekday goes.
///
/// @param opens when the doors open
/// @param closes when they close; before `opens` means past midnight, equal means closed all day
/// @param level orders against the store's mean day
/// @param shares how the orders spread over dayparts; only their proportions count
public record DayShape(
    LocalTime opens, LocalTime closes, double level, Map<Daypart, Double> shares) {

  public DayShape {
    if (level < 0 || shares.isEmpty()) {
      throw new IllegalArgumentException(
          "A weekday needs a level of 0 or more and a share for at least one daypart");
    }
    shares = Map.copyOf(shares);
  }

  public boolean isClosed() {
    return opens.equals(closes);
  }

  double intensity(Daypart daypart, double hour) {
    return shares.getOrDefault(daypart, 0.0) * daypart.density(hour);
  }
}
