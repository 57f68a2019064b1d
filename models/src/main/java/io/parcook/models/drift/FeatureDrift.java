package io.parcook.models.drift;

import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whether what a model is asked about is still distributed as in the weeks before. The store's own
/// weeks are the measure: a card holds no histograms, and a chain's would call every store drifted.
///
/// @param shifts of every feature but the calendar's, which move by themselves; the furthest first
public record FeatureDrift(List<FeatureShift> shifts) {

  /// Whole weeks before the last one that it is compared with.
  static final int WEEKS = 4;

  private static final String CALENDAR = "calendar.";

  public FeatureDrift {
    shifts = List.copyOf(shifts);
  }

  /// Measures at a moment: features as they were at each midnight of the last five weeks, for each
  /// interval of the day. Costs about one training pass over as many rows, so once a day is enough.
  ///
  /// @param items names of the items to look at; the busiest say most
  /// @param features of the model's card
  public static FeatureDrift measure(
      DemandHistory history, List<String> items, List<String> features, Instant now) {
    List<String> watched = features.stream().filter(name -> !name.startsWith(CALENDAR)).toList();
    int[] places = items.stream().mapToInt(history::item).filter(place -> place >= 0).toArray();
    if (watched.isEmpty() || places.length == 0) {
      return new FeatureDrift(List.of());
    }
    float[][][] weeks = weeks(history, places, watched, now);
    List<FeatureShift> shifts = new ArrayList<>();
    for (int column = 0; column < watched.size(); column++) {
      shifts.add(shift(watched.get(column), weeks[column]));
    }
    shifts.sort(Comparator.comparingDouble(FeatureShift::index).reversed());
    return new FeatureDrift(shifts);
  }

  /// The reason to tune, if there is one.
  public Optional<TuneReason> reason() {
    List<FeatureShift> moved = shifts.stream().filter(FeatureShift::moved).toList();
    return moved.isEmpty() ? Optional.empty() : Optional.of(new TuneReason.FeaturesMoved(moved));
  }

  /// @param weeks a feature's values by week, the last week first
  static FeatureShift shift(String feature, float[][] weeks) {
    double ordinary = 0;
    for (int week = 1; week < weeks.length; week++) {
      ordinary = Math.max(ordinary, PopulationStability.between(without(weeks, week), weeks[week]));
    }
    return new FeatureShift(
        feature, PopulationStability.between(without(weeks, 0), weeks[0]), ordinary);
  }

  /// The values of all weeks but the last and one more.
  private static float[] without(float[][] weeks, int left) {
    float[] values = {};
    for (int week = 1; week < weeks.length; week++) {
      if (week != left) {
        int end = values.length;
        values = Arrays.copyOf(values, end + weeks[week].length);
        System.arraycopy(weeks[week], 0, values, end, weeks[week].length);
      }
    }
    return values;
  }

  /// Values by feature and week, the last week first.
  private static float[][][] weeks(
      DemandHistory history, int[] places, List<String> features, Instant now) {
    StoreCalendar calendar = history.calendar();
    var table = new FeatureTable(features);
    int steps = calendar.slotsPerDay();
    int rows = places.length * steps;
    FloatBuffer day = FloatBuffer.allocate(rows * features.size());
    float[][][] weeks = new float[features.size()][WEEKS + 1][7 * rows];
    long today = calendar.day(now);
    for (int back = 0; back < 7 * (WEEKS + 1); back++) {
      Instant midnight = calendar.start(today - 1 - back, 0);
      table.fill(history, places, midnight, midnight, steps, day.clear());
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < features.size(); column++) {
          weeks[column][back / 7][back % 7 * rows + row] = day.get(row * features.size() + column);
        }
      }
    }
    return weeks;
  }
}
