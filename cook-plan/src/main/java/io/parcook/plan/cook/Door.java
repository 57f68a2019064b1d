package io.parcook.plan.cook;

import io.parcook.plan.demand.DemandPaths;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// People who came in lately, and how many usually do.
public record Door(int people, int usual) {

  /// How long until those who came in have ordered.
  private static final Duration AHEAD = Duration.ofMinutes(15);

  /// The share of orders that come through the door: a sample, for what drives by is not counted.
  private static final double SHARE = 0.5;

  /// More than so many times as usual are no guests, but a sensor or a school class.
  private static final double MOST = 3;

  boolean isBusy() {
    return people >= 3 && people > 1.25 * usual;
  }

  /// The demand of the next minutes, at least what is usual for as many more people as came in.
  /// What a forecast has heard of the door already counts: its mean is lifted, not added to
  /// (0172).
  public Map<String, DemandPaths> lift(Map<String, DemandPaths> demand, Instant now) {
    if (!isBusy()) {
      return demand;
    }
    double times = Math.min(MOST, people / (double) Math.max(1, usual));
    double lift = 1 + SHARE * (times - 1);
    var lifted = new HashMap<String, DemandPaths>();
    demand.forEach(
        (item, paths) -> lifted.put(item, paths.atLeastUsual(lift, now, now.plus(AHEAD))));
    return lifted;
  }
}
