package io.parcook.service.settings;

import io.parcook.sync.rollout.RushHours;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;

/// How rush hours are written: `11:30-14:00,18:00-21:00`, each day.
public final class Rush {

  private Rush() {}

  /// @throws IllegalArgumentException if it is written otherwise
  public static List<RushHours.Window> windows(String text) {
    return Arrays.stream(text.split(",", -1)).map(Rush::window).toList();
  }

  private static RushHours.Window window(String text) {
    String[] ends = text.strip().split("-", -1);
    try {
      if (ends.length == 2) {
        return RushHours.Window.daily(
            LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
      }
    } catch (DateTimeException _) {
      // told below
    }
    throw new IllegalArgumentException(
        "parcook.tuning.rush is written like 11:30-14:00,18:00-21:00; found '" + text + "'");
  }
}
