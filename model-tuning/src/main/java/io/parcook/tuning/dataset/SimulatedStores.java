package io.parcook.tuning.dataset;

import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.simulator.Restaurant;
import io.parcook.simulator.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Pasts of simulated restaurants, event by event as a real store's ledger would have them: with
/// presence, promotions, weather and sold-out spells, which files of sales lack.
public final class SimulatedStores {

  private static final int BATCH = 4_096;
  private static final int ZONES = 16;

  private SimulatedStores() {}

  /// Lets a restaurant run and keeps its past.
  ///
  /// @param interval 15 or 60 minutes
  /// @param days how many local dates, from `first`
  public static StoreHistory run(
      Restaurant restaurant, Duration interval, LocalDate first, int days) {
    return run(restaurant, interval, first, days, Stream::of);
  }

  /// Lets a restaurant run whose tills, sensors and clocks may lie.
  ///
  /// @param told what the store hears in place of a change
  public static StoreHistory run(
      Restaurant restaurant,
      Duration interval,
      LocalDate first,
      int days,
      Function<IntervalChange, Stream<IntervalChange>> told) {
    int window = Math.max(64, Integer.highestOneBit(days - 1) << 1);
    DemandHistory history =
        new DemandHistory(
            new StoreCalendar(restaurant.zone(), interval),
            new HistoryLimits(window, restaurant.menu().size(), ZONES),
            HolidayCalendar.ofRegion(restaurant.country()));
    Instant from = first.atStartOfDay(restaurant.zone()).toInstant();
    Instant until = first.plusDays(days).atStartOfDay(restaurant.zone()).toInstant();
    List<IntervalChange> changes = new ArrayList<>();
    Simulation simulation = new Simulation(restaurant, from, until);
    while (simulation.hasNext()) {
      StoreEvent event = simulation.next();
      EventChanges.add(event, changes);
      if (changes.size() >= BATCH) {
        history.apply(changes.stream().flatMap(told).toList());
        changes.clear();
      }
    }
    history.apply(changes.stream().flatMap(told).toList());
    return new StoreHistory(restaurant.store(), history, first, first.plusDays(days - 1));
  }
}
