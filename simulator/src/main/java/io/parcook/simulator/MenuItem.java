package io.parcook.simulator;

import java.util.Map;

/// One item of the menu.
///
/// @param item its code on the till
/// @param popularity its weight against the other items of its course
/// @param taste factor on the popularity by daypart; 1 where absent, 0 for not served then
/// @param warmth change of the popularity, in log units, per 10 degrees above 15 °C
public record MenuItem(
    String item, Course course, double popularity, Map<Daypart, Double> taste, double warmth) {

  public MenuItem {
    if (popularity <= 0 || item.isBlank()) {
      throw new IllegalArgumentException(
          "A menu item needs a name and a popularity above 0; it is '"
              + item
              + "' with "
              + popularity);
    }
    taste = Map.copyOf(taste);
  }

  double weight(Daypart daypart, double temperature) {
    return popularity
        * taste.getOrDefault(daypart, 1.0)
        * Math.exp(warmth * (temperature - 15) / 10);
  }
}
