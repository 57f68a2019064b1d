package io.parcook.tuning.tune;

import io.parcook.models.card.ModelCard;
import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.tuning.dataset.RowSampler;
import io.parcook.tuning.dataset.Rows;
import io.parcook.tuning.dataset.SamplingPlan;
import io.parcook.tuning.dataset.StoreHistory;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SplittableRandom;

/// A night's rows, week by week: each day as seen from its midnight, and from moments within it as
/// far ahead as the store's service looks.
final class NightRows {

  /// Days whose level is one.
  private static final int WEEK = 7;

  private static final int ORIGINS_A_DAY = 6;

  private final List<Rows> weeks;
  private final int level;

  private NightRows(List<Rows> weeks, int level) {
    this.weeks = weeks;
    this.level = level;
  }

  /// Draws rows from a store's days.
  ///
  /// @param days that are targets
  /// @param ahead how far the service looks within a day
  /// @param most rows kept
  static NightRows draw(
      StoreHistory store,
      ModelCard card,
      NavigableSet<Long> days,
      Duration ahead,
      int most,
      SplittableRandom random) {
    FeatureTable table = new FeatureTable(card.features());
    RowSampler sampler =
        new RowSampler(
            table, new SamplingPlan(0.5, 0.5, 0.5, ORIGINS_A_DAY, ahead, NightDays.WARM_UP, null));
    List<Long> all = List.copyOf(days);
    int count = Math.max(1, all.size() / WEEK);
    List<Rows> weeks = new ArrayList<>();
    for (int week = 0; week < count; week++) {
      Set<Long> some =
          new HashSet<>(all.subList(week * all.size() / count, (week + 1) * all.size() / count));
      Rows rows = new Rows(table.columns(), Math.max(1, most / count));
      sampler.sample(store, some::contains, rows, rows, random);
      if (rows.size() > 0) {
        weeks.add(rows);
      }
    }
    return new NightRows(weeks, card.features().indexOf("item.level"));
  }

  /// By weeks, in time order; none is empty.
  List<Rows> weeks() {
    return weeks;
  }

  int size() {
    return weeks.stream().mapToInt(Rows::size).sum();
  }

  int columns() {
    return weeks.getFirst().columns();
  }

  void copy(int row, FloatBuffer to) {
    at(
        row,
        (rows, place) -> {
          rows.copy(place, to);
          return 0;
        });
  }

  float sold(int row) {
    return at(row, Rows::sold);
  }

  /// What the row's item sells in an interval on the whole, as the model is told; 1 where it is
  /// not.
  float level(int row) {
    return level < 0 ? 1 : at(row, (rows, place) -> rows.feature(place, level));
  }

  private interface Reading {
    float of(Rows rows, int place);
  }

  private float at(int row, Reading reading) {
    int place = row;
    for (Rows rows : weeks) {
      if (place < rows.size()) {
        return reading.of(rows, place);
      }
      place -= rows.size();
    }
    throw new IndexOutOfBoundsException("There are " + size() + " rows; " + row + " was asked for");
  }
}
