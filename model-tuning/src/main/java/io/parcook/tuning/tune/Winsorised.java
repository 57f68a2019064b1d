package io.parcook.tuning.tune;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.tuning.dataset.StoreHistory;
import java.util.Arrays;
import java.util.BitSet;

/// Takes down what no kitchen sold: a cell far above all that its item sells otherwise becomes the
/// most that is believed (Winsor; Tukey 1962). Done to the past itself, before any feature is
/// computed from it, since one absurd cell is in the features of four weeks.
final class Winsorised {

  /// The share of an item's selling cells that its measure is taken from.
  private static final double USUAL = 0.95;

  /// How many times as much as that is still believed.
  private static final double TIMES = 5;

  /// Portions in an interval that are believed of any item.
  private static final float LEAST = 12;

  private Winsorised() {}

  /// Takes down the cells of a store's past, in place.
  ///
  /// @param store nobody else's: it is changed
  /// @return how many cells were taken down
  static int clean(StoreHistory store) {
    int cells = 0;
    for (int item = 0; item < store.history().items().size(); item++) {
      cells += clean(store, item);
    }
    return cells;
  }

  private static int clean(StoreHistory store, int item) {
    DemandHistory history = store.history();
    int slots = store.calendar().slotsPerDay();
    float most = mostBelieved(store, item);
    int cells = 0;
    float[] sold = new float[slots];
    for (long day = store.first().toEpochDay(); day <= store.last().toEpochDay(); day++) {
      BitSet soldOut = new BitSet();
      int absurd = 0;
      for (int slot = 0; slot < slots; slot++) {
        sold[slot] = history.sold(item, day, slot);
        if (Float.isNaN(sold[slot])) {
          soldOut.set(slot);
        } else if (sold[slot] > most) {
          sold[slot] = most;
          absurd++;
        }
      }
      if (absurd > 0) {
        history.setDay(item, day, sold, soldOut);
        cells += absurd;
      }
    }
    return cells;
  }

  private static float mostBelieved(StoreHistory store, int item) {
    float[] selling = new float[64];
    int count = 0;
    for (long day = store.first().toEpochDay(); day <= store.last().toEpochDay(); day++) {
      for (int slot = 0; slot < store.calendar().slotsPerDay(); slot++) {
        float sold = store.history().sold(item, day, slot);
        if (sold > 0) {
          if (count == selling.length) {
            selling = Arrays.copyOf(selling, 2 * count);
          }
          selling[count++] = sold;
        }
      }
    }
    if (count < 3) {
      return LEAST;
    }
    Arrays.sort(selling, 0, count);
    // Rounded down, so that of a few cells the greatest is never the measure.
    float usual = selling[(int) (USUAL * (count - 1))];
    return (float) Math.max(LEAST, TIMES * usual);
  }
}
