package io.parcook.models.calibrate;

import java.util.List;
import java.util.stream.DoubleStream;

/// What a [LevelTracker] remembers, as it is kept over a restart.
record TrackerState(
    List<Double> shift, List<Double> covered, List<Double> below, double weight, RowsADay rows) {

  TrackerState {
    shift = List.copyOf(shift);
    covered = List.copyOf(covered);
    below = List.copyOf(below);
    if (covered.size() != shift.size() || below.size() != shift.size()) {
      throw new IllegalArgumentException("a tracker has one shift, and two shares, for each level");
    }
    require(shift.stream().allMatch(s -> Math.abs(s) <= LevelTracker.MOST), "shifts in bounds");
    require(weight >= 0 && Double.isFinite(weight), "a weight");
    double most = weight * (1 + 1e-9);
    require(
        DoubleStream.concat(
                covered.stream().mapToDouble(c -> c), below.stream().mapToDouble(b -> b))
            .allMatch(share -> share >= 0 && share <= most),
        "shares of its rows");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("a tracker's state has " + what);
    }
  }
}
