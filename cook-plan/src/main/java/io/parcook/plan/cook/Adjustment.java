package io.parcook.plan.cook;

import io.parcook.plan.menu.MenuItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a manager told the plan, for a time.
public sealed interface Adjustment {

  /// When it begins to hold.
  Instant from();

  /// When it ends, exclusive.
  Instant until();

  default boolean holdsAt(Instant moment) {
    return !moment.isBefore(from()) && moment.isBefore(until());
  }

  /// The factor on an item's demand of all sliders that hold at a moment.
  static double factor(List<Adjustment> adjustments, MenuItem item, Instant moment) {
    double factor = 1;
    for (Adjustment adjustment : adjustments) {
      if (adjustment instanceof Slider slider && slider.holdsAt(moment) && slider.isFor(item)) {
        factor *= slider.factor();
      }
    }
    return factor;
  }

  /// The par level of an item that holds at a moment, the last one said; null if there is none.
  static @Nullable ParLevel par(List<Adjustment> adjustments, MenuItem item, Instant moment) {
    ParLevel par = null;
    for (Adjustment adjustment : adjustments) {
      if (adjustment instanceof ParLevel level
          && level.holdsAt(moment)
          && level.item().equals(item.name())) {
        par = level;
      }
    }
    return par;
  }

  /// Busier or calmer than forecast. Several that hold for an item multiply.
  ///
  /// @param station the station it is for; null for all
  /// @param item the item it is for; null for all
  /// @param factor on the demand, 0.25 to 4
  record Slider(
      Instant from, Instant until, @Nullable String station, @Nullable String item, double factor)
      implements Adjustment {

    public Slider {
      if (!(factor >= 0.25 && factor <= 4)) {
        throw new IllegalArgumentException("A slider goes from 0.25 to 4; it is at " + factor);
      }
    }

    boolean isFor(MenuItem made) {
      return (station == null || station.equals(made.station()))
          && (item == null || item.equals(made.name()));
    }
  }

  /// So many portions are kept ready, whatever the forecast says. The last one that holds counts.
  ///
  /// @param portions 0 or more
  record ParLevel(Instant from, Instant until, String item, int portions) implements Adjustment {

    public ParLevel {
      if (portions < 0) {
        throw new IllegalArgumentException("A par level is 0 or more; it is " + portions);
      }
    }
  }
}
