package io.parcook.pipeline.feature;

import java.util.Arrays;
import java.util.List;

/// The columns that a row keeps until the past changes, by item and slot of one date: computed when
/// a row is first asked for, and copied from then on. A store's own service fills the same rows
/// again with each sale, and a sale changes nothing before today.
final class KeptRows {

  private final List<Feature.OfSlot> features;
  private final int[] places;
  private float[] values = {};
  private boolean[] known = {};
  private int slotsPerDay;
  private long scan;

  /// @param places the column of each feature
  KeptRows(List<Feature.OfSlot> features, int[] places) {
    this.features = List.copyOf(features);
    this.places = places.clone();
  }

  /// Turns to what a scan found; what is kept of another scan is forgotten.
  void turnTo(DaySlots day, int items, int slots) {
    int rows = items * slots;
    if (known.length < rows || slots != slotsPerDay) {
      known = new boolean[rows];
      values = new float[rows * places.length];
      slotsPerDay = slots;
    } else if (scan != day.scans()) {
      Arrays.fill(known, false);
    }
    scan = day.scans();
  }

  /// Writes a row's columns to their places in `columns`.
  void write(Row row, int item, int slot, float[] columns) {
    int cell = item * slotsPerDay + slot;
    int at = cell * places.length;
    if (!known[cell]) {
      for (int i = 0; i < places.length; i++) {
        values[at + i] = features.get(i).value().of(row);
      }
      known[cell] = true;
    }
    for (int i = 0; i < places.length; i++) {
      columns[places[i]] = values[at + i];
    }
  }
}
