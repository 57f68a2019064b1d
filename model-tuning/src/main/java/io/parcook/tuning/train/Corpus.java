package io.parcook.tuning.train;

import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.tuning.dataset.RowSampler;
import io.parcook.tuning.dataset.Rows;
import io.parcook.tuning.dataset.SamplingPlan;
import io.parcook.tuning.dataset.StoreHistory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What a base model learns from, gathered store by store: a store's history may be let go once it
/// has been added. Recorded stores teach it levels and habits; simulated ones teach it small counts
/// at short intervals, presence and promotions, which recorded sales lack.
public final class Corpus {

  private static final int WARM_UP = 28;
  private static final Duration HORIZON = Duration.ofHours(24);

  /// Parts of a batch, by measurement (docs/decisions/0030-base-model.md).
  private enum Kind {
    RECORDED_DAY_AHEAD("recorded, day ahead", 0.6),
    RECORDED_WITHIN_DAY("recorded, within the day", 0.25),
    SIMULATED_QUARTER("simulated, by the quarter hour", 0.1),
    SIMULATED_HOUR("simulated, by the hour", 0.05);

    private final String words;
    private final double part;

    Kind(String words, double part) {
      this.words = words;
      this.part = part;
    }
  }

  private final RowSampler recorded;
  private final RowSampler simulated;
  private final SplittableRandom random;
  private final Map<Kind, Rows> rows = new EnumMap<>(Kind.class);

  /// @param until the last date of recorded stores that may be learned from; null for all
  /// @param mostRows of each kind of rows, the most that are kept in memory
  /// @param seed of what is drawn
  public Corpus(FeatureTable table, @Nullable LocalDate until, int mostRows, long seed) {
    this.recorded =
        new RowSampler(table, new SamplingPlan(1, 1 / 3.0, 0.4, 2, HORIZON, WARM_UP, until));
    this.simulated =
        new RowSampler(table, new SamplingPlan(0.3, 0.3, 0.25, 2, HORIZON, WARM_UP, null));
    this.random = new SplittableRandom(seed);
    for (Kind kind : Kind.values()) {
      rows.put(kind, new Rows(table.columns(), mostRows));
    }
  }

  /// Draws rows from a real store's past.
  public void addRecorded(StoreHistory store) {
    recorded.sample(
        store, rows(Kind.RECORDED_DAY_AHEAD), rows(Kind.RECORDED_WITHIN_DAY), random.split());
  }

  /// Draws rows from a simulated store's past.
  public void addSimulated(StoreHistory store) {
    boolean byTheHour = store.calendar().interval().compareTo(Duration.ofHours(1)) >= 0;
    Rows into = rows(byTheHour ? Kind.SIMULATED_HOUR : Kind.SIMULATED_QUARTER);
    simulated.sample(store, into, into, random.split());
  }

  /// What was gathered; kinds without rows are left out.
  public List<Share> shares() {
    List<Share> shares = new ArrayList<>();
    rows.forEach(
        (kind, drawn) -> {
          if (drawn.size() > 0) {
            shares.add(new Share(kind.words, drawn, kind.part));
          }
        });
    return shares;
  }

  private Rows rows(Kind kind) {
    return Objects.requireNonNull(rows.get(kind), "every kind has rows");
  }
}
