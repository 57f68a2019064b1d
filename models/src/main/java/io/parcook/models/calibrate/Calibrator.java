package io.parcook.models.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Corrects a model's quantiles by what this store's sales have shown of them, so that a 90 %
/// quantile holds nine times of ten, also after demand has moved: by the [StoreLevel], one factor
/// for all, and by a shift for each [Pace] of items, in units of the spread of what they sell.
///
/// It grows with nothing: a few hundred numbers, whatever it has seen. One caller at a time.
public final class Calibrator {

  /// Far more than the state of any model's levels takes.
  static final int MOST_BYTES = 1 << 17;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Double> levels;
  private final Map<Pace, LevelTracker> trackers = new EnumMap<>(Pace.class);
  private StoreLevel level = new StoreLevel();

  /// A calibrator that has learned nothing: it changes nothing.
  ///
  /// @param levels the quantile levels of the model, ascending
  public Calibrator(List<Double> levels) {
    this.levels = List.copyOf(levels);
    for (Pace pace : Pace.values()) {
      trackers.put(pace, new LevelTracker(levels));
    }
  }

  public List<Double> levels() {
    return levels;
  }

  /// What is to be done to a forecast that is served now.
  public Correction correction() {
    Map<Pace, double[]> shifts = new EnumMap<>(Pace.class);
    for (Pace pace : Pace.values()) {
      shifts.put(pace, tracker(pace).shifts());
    }
    return new Correction(level.factor(), shifts);
  }

  /// The forecast to serve now.
  ///
  /// @throws IllegalArgumentException if the forecast has other levels
  public Forecast calibrated(Forecast model) {
    requireLevels(model);
    return correction().of(model);
  }

  /// Learns from an interval that has closed. It is told of each interval once, with the forecast
  /// that was in force.
  ///
  /// @param served what was done to the forecast when it was served
  /// @param model the forecast as the model gave it
  /// @param day the interval's local date, as days since 1970-01-01
  /// @param sold portions, item by item; NaN where they are not known, as where one was sold out
  public void learn(Correction served, Forecast model, int step, long day, float[] sold) {
    requireLevels(model);
    if (!(model.source() instanceof ForecastSource.Model)) {
      return;
    }
    level.learn(model, step, day, sold);
    for (int item = 0; item < sold.length; item++) {
      if (Correction.isOpen(model, item, step) && Float.isFinite(sold[item])) {
        tracker(Pace.of(model, item)).learn(day, served.row(model, item, step), sold[item]);
      }
    }
  }

  /// What all quantiles are multiplied by now: how much more, or less, this store sells lately than
  /// its model expects, 0.5 to 2.
  public double level() {
    return level.factor();
  }

  /// What was covered lately, by pace and level.
  public List<LevelCoverage> coverage() {
    List<LevelCoverage> all = new ArrayList<>();
    for (Pace pace : Pace.values()) {
      TrackerState state = tracker(pace).state();
      for (int level = 0; level < levels.size(); level++) {
        all.add(
            new LevelCoverage(
                pace.name().toLowerCase(Locale.ROOT),
                levels.get(level),
                state.covered().get(level) / state.weight(),
                state.below().get(level) / state.weight(),
                state.weight()));
      }
    }
    return all;
  }

  private LevelTracker tracker(Pace pace) {
    return trackers.computeIfAbsent(pace, _ -> new LevelTracker(levels));
  }

  private void requireLevels(Forecast forecast) {
    if (!forecast.levels().equals(levels)) {
      throw new IllegalArgumentException(
          "a calibrator of levels " + levels + " has no say on levels " + forecast.levels());
    }
  }

  /// What it has learned, as JSON of a few kilobytes.
  public byte[] state() {
    Map<Pace, TrackerState> states = new EnumMap<>(Pace.class);
    for (Pace pace : Pace.values()) {
      states.put(pace, tracker(pace).state());
    }
    try {
      return JSON.writeValueAsBytes(new State(2, levels, level.state(), states));
    } catch (JsonProcessingException e) {
      throw new AssertionError("numbers are always JSON", e);
    }
  }

  /// A calibrator that goes on where another one's [#state] left off.
  ///
  /// @throws IllegalArgumentException if the bytes are no such state; a new calibrator is then the
  ///     way on: it learns again within days
  public static Calibrator of(byte[] state) {
    if (state.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a calibrator's state has at most " + MOST_BYTES + " bytes; got " + state.length);
    }
    try {
      @Nullable State read = JSON.readValue(state, State.class);
      if (read == null) {
        throw new IllegalArgumentException("a calibrator's state is empty");
      }
      var calibrator = new Calibrator(read.levels);
      calibrator.level = new StoreLevel(read.level);
      read.paces.forEach(
          (pace, tracker) -> calibrator.trackers.put(pace, LevelTracker.of(read.levels, tracker)));
      return calibrator;
    } catch (IOException e) {
      throw new IllegalArgumentException("a calibrator's state is unreadable", e);
    }
  }

  /// @param version of this form
  private record State(
      int version, List<Double> levels, StoreLevel.State level, Map<Pace, TrackerState> paces) {

    State {
      levels = List.copyOf(levels);
      paces = Map.copyOf(paces);
      if (version != 2 || level == null || paces.size() != Pace.values().length) {
        throw new IllegalArgumentException(
            "version " + version + " with paces " + paces.keySet() + " is not known here");
      }
    }
  }
}
