package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryWindow;
import java.nio.BufferOverflowException;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Computes the feature columns that a model's card names, in its order. The only place features
/// come from: training, backtests and serving all call [#fill].
public final class FeatureTable {

  private static final Map<String, Feature> BY_NAME =
      Feature.all().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  feature -> feature.definition().name(), Function.identity()));

  private final List<String> names;
  private final Set<Feature.Need> needs = EnumSet.noneOf(Feature.Need.class);
  private final Columns<Feature.OfTarget> byTarget = new Columns<>();
  private final Columns<Feature.OfItem> byItem = new Columns<>();
  private final Columns<Feature.OfRow> byRow = new Columns<>();
  private final KeptRows keptRows;
  private final Levels levels = new Levels();
  private final DaySlots day = new DaySlots();
  private final float[] values;
  private float[] targetValues = {};

  /// Features of one kind, and the columns they go to.
  private static final class Columns<F extends Feature> {
    private final List<F> features = new ArrayList<>();
    private int[] places = {};

    void add(F feature, int place) {
      features.add(feature);
      places = Arrays.copyOf(places, features.size());
      places[features.size() - 1] = place;
    }

    int size() {
      return places.length;
    }
  }

  /// @throws UnknownFeatureException if a name is not one of [#known]
  public FeatureTable(List<String> names) {
    this.names = List.copyOf(names);
    values = new float[names.size()];
    var bySlot = new Columns<Feature.OfSlot>();
    for (int place = 0; place < names.size(); place++) {
      Feature feature = BY_NAME.get(names.get(place));
      if (feature == null) {
        throw new UnknownFeatureException(names.get(place));
      }
      needs.add(feature.need());
      switch (feature) {
        case Feature.OfTarget target -> byTarget.add(target, place);
        case Feature.OfItem item -> byItem.add(item, place);
        case Feature.OfSlot slot -> bySlot.add(slot, place);
        case Feature.OfRow row -> byRow.add(row, place);
      }
    }
    keptRows = new KeptRows(bySlot.features, bySlot.places);
  }

  /// The names of every feature this version can compute.
  public static List<String> known() {
    return Feature.all().stream().map(feature -> feature.definition().name()).toList();
  }

  public int columns() {
    return names.size();
  }

  /// Writes `items.length × steps` rows of [#columns] floats, item-major, from the buffer's
  /// position. Allocates nothing per row. One caller at a time; others wait.
  ///
  /// @param items places of the items in [DemandHistory#items]
  /// @param origin only what ended by then is used
  /// @param from start of the first target interval
  /// @throws BufferOverflowException if the rows do not fit
  public synchronized void fill(
      DemandHistory history,
      int[] items,
      Instant origin,
      Instant from,
      int steps,
      FloatBuffer out) {
    int size = items.length * steps * columns();
    if (out.remaining() < size) {
      throw new BufferOverflowException();
    }
    if (size > 0) {
      history.read(
          window -> {
            fill(window, items, origin, from, steps, out);
            return out;
          });
    }
    out.position(out.position() + size);
  }

  private void fill(
      HistoryWindow window, int[] items, Instant origin, Instant from, int steps, FloatBuffer out) {
    Fill fill = new Fill(window, origin, needs, levels, day);
    Target target = new Target(fill);
    long first = window.clock().interval(from);
    for (int step = 0; step < steps; ) {
      int end = endOfDate(window, first, step, steps);
      fill.turnTo(first + step, first + end);
      keptRows.turnTo(day, window.items(), window.clock().slotsPerDay());
      fillTargets(target, first, step, end);
      fillRows(fill, target, items, first, step, end, steps, out);
      step = end;
    }
  }

  private static int endOfDate(HistoryWindow window, long first, int step, int steps) {
    long date = window.clock().day(first + step);
    int end = step + 1;
    while (end < steps && window.clock().day(first + end) == date) {
      end++;
    }
    return end;
  }

  private void fillTargets(Target target, long first, int step, int end) {
    int width = byTarget.size();
    if (targetValues.length < (end - step) * width) {
      targetValues = new float[(end - step) * width];
    }
    for (int at = step; at < end; at++) {
      target.turnTo(first + at);
      for (int i = 0; i < width; i++) {
        targetValues[(at - step) * width + i] = byTarget.features.get(i).value().of(target);
      }
    }
  }

  private void fillRows(
      Fill fill,
      Target target,
      int[] items,
      long first,
      int step,
      int end,
      int steps,
      FloatBuffer out) {
    ItemAtOrigin item = new ItemAtOrigin(fill);
    Row row = new Row(fill, target);
    for (int place = 0; place < items.length; place++) {
      item.turnTo(items[place]);
      row.turnTo(items[place]);
      for (int i = 0; i < byItem.size(); i++) {
        values[byItem.places[i]] = byItem.features.get(i).value().of(item);
      }
      for (int at = step; at < end; at++) {
        target.turnTo(first + at);
        row.turnToTarget();
        for (int i = 0; i < byTarget.size(); i++) {
          values[byTarget.places[i]] = targetValues[(at - step) * byTarget.size() + i];
        }
        keptRows.write(row, items[place], target.slot(), values);
        for (int i = 0; i < byRow.size(); i++) {
          values[byRow.places[i]] = byRow.features.get(i).value().of(row);
        }
        out.put(out.position() + (place * steps + at) * columns(), values, 0, columns());
      }
    }
  }
}
