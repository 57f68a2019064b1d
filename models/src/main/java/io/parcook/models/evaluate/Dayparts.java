package io.parcook.models.evaluate;

import java.time.LocalTime;
import java.util.List;

/// How a store's day is cut into dayparts, on the wall clock.
///
/// @param starts where each daypart begins, ascending; the first is midnight
public record Dayparts(List<LocalTime> starts) {

  /// Night, breakfast (6), lunch (11), afternoon (14), dinner (17), late (21).
  public static final Dayparts USUAL =
      new Dayparts(List.of(0, 6, 11, 14, 17, 21).stream().map(h -> LocalTime.of(h, 0)).toList());

  public Dayparts {
    starts = List.copyOf(starts);
    if (starts.isEmpty() || !starts.getFirst().equals(LocalTime.MIDNIGHT)) {
      throw new IllegalArgumentException("the first daypart begins at midnight; got " + starts);
    }
    for (int i = 1; i < starts.size(); i++) {
      if (!starts.get(i).isAfter(starts.get(i - 1))) {
        throw new IllegalArgumentException("dayparts ascend; got " + starts);
      }
    }
  }

  /// The place of the daypart that a time falls in.
  public int of(LocalTime time) {
    int part = starts.size() - 1;
    while (starts.get(part).isAfter(time)) {
      part--;
    }
    return part;
  }
}
