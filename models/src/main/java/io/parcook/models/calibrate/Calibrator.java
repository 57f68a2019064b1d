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

/// Shifts a model's quantiles by what this store's sales have shown of them, so that a 90 %
/// quantile holds nine times of ten, also after demand has moved. Items of one [Pace] share a
/// shift, which is in units of the square root of the expected portions: the spread of a count.
///
/// It grows with nothing: a few hundred numbers, whatever it has seen. One caller at a time.
public final class Calibrator {

  /// Far more than the state of any model's levels takes.
  static final int MOST_BYTES = 1 << 17;

  /// A quantile is lowered to no less than this share of itself, so that an interval in which the
  /// store is open never looks like one in which it is closed.
  private static final float LEAST = 0.05f;

  /// Added to the expected portions before the root, so that what hardly sells can be raised.
  private static final double FLOOR = 0.1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Double> levels;
  private final Map<Pace, LevelTracker> trackers = new EnumMap<>(Pace.class);

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

  /// The forecast to serve. The usual level is left as it is, and so are intervals in which the
  /// store is closed.
  ///
  /// @throws IllegalArgumentException if the forecast has other levels
  public Forecast calibrated(Forecast forecast) {
    requireLevels(forecast);
    if (!(forecast.source() instanceof ForecastSource.Model)) {
      return forecast;
    }
    float[] values = forecast.values().clone();
    double[] shift = new double[levels.size()];
    for (int item = 0; item < forecast.items().size(); item++) {
      LevelTracker tracker = tracker(Pace.of(forecast, item));
      for (int level = 0; level < shift.length; level++) {
        shift[level] = tracker.shift(level);
      }
      for (int step = 0; step < forecast.steps(); step++) {
        int at = (item * forecast.steps() + step) * shift.length;
        if (values[at + shift.length - 1] > 0) {
          shift(values, at, shift, Math.sqrt(forecast.expected(item, step) + FLOOR));
        }
      }
    }
    return new Forecast(
        forecast.source(),
        forecast.origin(),
        forecast.from(),
        forecast.interval(),
        forecast.steps(),
        forecast.items(),
        levels,
        values,
        forecast.usual());
  }

  /// Shifts a row's quantiles; one that would lie below the level before takes its value, and none
  /// falls below zero.
  private static void shift(float[] values, int at, double[] shift, double scale) {
    float before = 0;
    for (int level = 0; level < shift.length; level++) {
      float value = values[at + level];
      float moved = Math.max((float) (value + shift[level] * scale), LEAST * value);
      before = Math.max(before, moved);
      values[at + level] = before;
    }
  }

  /// Learns from an interval that has closed. It is told of each interval once, with the forecast
  /// that was in force, and only if the demand is known: not where the item was sold out.
  ///
  /// @param served as it was shown, that is [#calibrated]
  /// @param item its place in the forecast
  /// @param day the interval's local date, as days since 1970-01-01
  /// @param sold portions
  public void learn(Forecast served, int item, int step, long day, float sold) {
    requireLevels(served);
    int at = (item * served.steps() + step) * levels.size();
    boolean open = served.values()[at + levels.size() - 1] > 0;
    if (open && served.source() instanceof ForecastSource.Model && Float.isFinite(sold)) {
      tracker(Pace.of(served, item)).learn(day, served.values(), at, sold);
    }
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
      return JSON.writeValueAsBytes(new State(1, levels, states));
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
      read.paces.forEach(
          (pace, tracker) -> calibrator.trackers.put(pace, LevelTracker.of(read.levels, tracker)));
      return calibrator;
    } catch (IOException e) {
      throw new IllegalArgumentException("a calibrator's state is unreadable", e);
    }
  }

  /// @param version of this form
  private record State(int version, List<Double> levels, Map<Pace, TrackerState> paces) {

    State {
      levels = List.copyOf(levels);
      paces = Map.copyOf(paces);
      if (version != 1 || paces.size() != Pace.values().length) {
        throw new IllegalArgumentException(
            "version " + version + " with paces " + paces.keySet() + " is not known here");
      }
    }
  }
}
