package io.parcook.plan.cook;

import io.parcook.plan.menu.MenuItem;
import java.time.Instant;
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
