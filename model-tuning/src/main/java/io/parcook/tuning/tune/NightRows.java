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
import java.util.Set;
import java.util.SplittableRandom;

/// A night's rows, span of days by span: each day as seen from its midnight, and from moments
/// within it as far ahead as the store's service looks.
final class NightRows {

  private static final int ORIGINS_A_DAY = 6;

  private final List<Rows> spans;
  private final int level;

  private NightRows(List<Rows> spans, int level) {
    this.spans = List.copyOf(spans);
    this.level = level;
  }

  /// Draws rows from a store's days.
  ///
  /// @param spans days that are targets, in time order
  /// @param ahead how far the service looks within a day
  /// @param most rows kept
  static NightRows draw(
      StoreHistory store,
      ModelCard card,
      List<List<Long>> spans,
      Duration ahead,
      int most,
      SplittableRandom random) {
    FeatureTable table = new FeatureTable(card.features());
    RowSampler sampler =
        new RowSampler(
            table, new SamplingPlan(0.5, 0.5, 0.5, ORIGINS_A_DAY, ahead, NightDays.WARM_UP, null));
    int days = spans.stream().mapToInt(List::size).sum();
    List<Rows> drawn = new ArrayList<>();
    for (List<Long> span : spans) {
      Set<Long> some = new HashSet<>(span);
      Rows rows = new Rows(table.columns(), Math.max(1, most * span.size() / days));
      sampler.sample(store, some::contains, rows, rows, random);
      drawn.add(rows);
    }
    return new NightRows(drawn, card.features().indexOf("item.level"));
  }

  /// By spans, in time order; one is empty if nothing is known of its days.
  List<Rows> spans() {
    return spans;
  }

  /// The rows of the first spans.
  NightRows first(int count) {
    return new NightRows(spans.subList(0, count), level);
  }

  /// The rows of one span.
  NightRows only(int span) {
    return new NightRows(spans.subList(span, span + 1), level);
  }

  int size() {
    return spans.stream().mapToInt(Rows::size).sum();
  }

  int columns() {
    return spans.getFirst().columns();
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
    for (Rows rows : spans) {
      if (place < rows.size()) {
        return reading.of(rows, place);
      }
      place -= rows.size();
    }
    throw new IndexOutOfBoundsException("There are " + size() + " rows; " + row + " was asked for");
  }
}
