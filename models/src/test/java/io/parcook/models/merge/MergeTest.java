package io.parcook.models.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.AdapterCard;
import io.parcook.models.adapter.InvalidAdapterException;
import io.parcook.models.adapter.WeightOverride;
import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A fleet whose stores all learned the same change of the base, each with habits of its own that
/// are larger than it, and some stores that lie.
class MergeTest {

  private static final int ROWS = 40;
  private static final int COLUMNS = 9;
  private static final int SIZE = ROWS * COLUMNS;
  private static final int STORES = 60;
  private static final float SHARED = 0.1f;
  private static final float HABIT = 0.25f;
  private static final OnnxGraph BASE = base();
  private static final float[] TRUTH = gaussian(new Random(7), SHARED);

  /// What a liar sends, given the truth.
  private enum Lie {
    NONE,
    /// The truth turned around, ten times.
    FLIPPED,
    /// Noise, a thousand times as long.
    HUGE,
    /// All the same wrong step, as long as an honest one.
    TOGETHER
  }

  @Test
  void aFewStoresThatLieMoveTheMergeLittleHoweverMuchTheyClaim() {
    Map<Lie, Map<String, Double>> tenth = new EnumMap<>(Lie.class);
    for (Lie lie : Lie.values()) {
      tenth.put(lie, errors(lie, STORES / 10));
      System.out.println(
          lie + ": a tenth " + tenth.get(lie) + ", a fifth " + errors(lie, STORES / 5));
    }
    assertThat(tenth).allSatisfy((_, errors) -> assertThat(errors.get("ours")).isLessThan(0.55));
    // Without the defence one of these lies is the end of the model, and without lies it is free.
    Map<String, Double> huge = Objects.requireNonNull(tenth.get(Lie.HUGE));
    Map<String, Double> none = Objects.requireNonNull(tenth.get(Lie.NONE));
    assertThat(huge.get("mean")).isGreaterThan(100);
    assertThat(none.get("ours")).isLessThan(1.05 * none.getOrDefault("mean", 0.0));
  }

  @Test
  void whatIsMergedIsASealedModelWithItsCard() {
    Merge.Merged merged = new Merge(BASE).of(fleet(Lie.NONE, 0, new Random(1)), "base-2");
    OnnxGraph candidate = merged.candidate();
    assertThat(CardProperties.read(candidate.metadata()))
        .satisfies(
            card -> {
              assertThat(card.version()).isEqualTo("base-2");
              assertThat(card.provenance())
                  .containsEntry("merged.base", BASE.digest())
                  .containsEntry("merged.stores", "60");
            });
    assertThat(Seal.stated(candidate)).contains(Seal.found(candidate.bytes()));
    assertThat(candidate.floats("out.bias")).isEqualTo(BASE.floats("out.bias"));
    assertThat(merged.moved()).isPositive();
    assertThat(new Merge(BASE).of(fleet(Lie.NONE, 0, new Random(1)), "base-2").candidate().bytes())
        .isEqualTo(candidate.bytes());
  }

  @Test
  void anAdapterOfAnotherBaseOrShapeIsLeftOutByName() {
    List<Contribution> fleet = fleet(Lie.NONE, 0, new Random(1));
    float[] ones = new float[COLUMNS];
    java.util.Arrays.fill(ones, 1);
    OnnxGraph other = BASE.withFloats(Map.of("out.bias", ones));
    fleet.add(new Contribution("far away", adapter(other.digest(), new float[SIZE], 0.1)));
    fleet.add(
        new Contribution(
            "odd",
            new Adapter(
                card(BASE.digest(), 0.1),
                new TreeMap<>(
                    Map.of(
                        "out.weight", new WeightOverride.Whole(new float[4], List.of(2L, 2L)))))));
    Merge.Merged merged = new Merge(BASE).of(fleet, "base-2");
    assertThat(merged.taken()).hasSize(STORES).doesNotContain("far away", "odd");
    assertThat(merged.leftOut()).containsOnlyKeys("far away", "odd");
    assertThat(merged.leftOut().get("far away")).contains("belongs to base");
  }

  @Test
  void whatIsNotANumberIsNoAdapter() {
    var weights = new float[SIZE];
    weights[3] = Float.NaN;
    assertThatThrownBy(() -> adapter(BASE.digest(), weights, 0.1))
        .isInstanceOf(InvalidAdapterException.class);
    // Finite as the store sends it, and not once it is applied.
    float[] most = new float[ROWS];
    java.util.Arrays.fill(most, Float.MAX_VALUE);
    float[] wide = new float[COLUMNS];
    java.util.Arrays.fill(wide, 10);
    var overflow =
        new Adapter(
            card(BASE.digest(), 0.1),
            new TreeMap<>(
                Map.of("out.weight", new WeightOverride.LowRank(ROWS, 1, COLUMNS, most, wide))));
    List<Contribution> fleet = fleet(Lie.NONE, 0, new Random(1));
    fleet.add(new Contribution("endless", overflow));
    assertThat(new Merge(BASE).of(fleet, "base-2").leftOut()).containsOnlyKeys("endless");
  }

  @Test
  void aHandfulOfStoresIsNoFleet() {
    List<Contribution> few = fleet(Lie.NONE, 0, new Random(1)).subList(0, 4);
    assertThatThrownBy(() -> new Merge(BASE).of(few, "base-2"))
        .isInstanceOf(TooFewStoresException.class)
        .hasMessageContaining("4 adapters fit this base, and a merge takes 5");
  }

  @Test
  void withOneStoreOfEveryKindTheMeanIsTheMean() {
    // An oracle without lies, trims or weights: the same change from all is that change.
    List<Contribution> same = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      same.add(new Contribution("s" + i, adapter(BASE.digest(), plus(TRUTH), 0.1)));
    }
    float[] merged = new Merge(BASE).of(same, "base-2").candidate().floats("out.weight");
    float[] expected = plus(TRUTH);
    for (int i = 0; i < SIZE; i++) {
      assertThat(merged[i]).isCloseTo(expected[i], org.assertj.core.api.Assertions.within(1e-6f));
    }
  }

  /// Distance from the shared change, as a share of its length, by the way of merging.
  private static Map<String, Double> errors(Lie lie, int liars) {
    Map<String, Double> sums = new LinkedHashMap<>();
    int times = 10;
    for (int time = 0; time < times; time++) {
      List<Contribution> fleet = fleet(lie, liars, new Random(100 + time));
      List<float[]> changes = fleet.stream().map(MergeTest::change).toList();
      float[] ours = new Merge(BASE).of(fleet, "base-2").candidate().floats("out.weight");
      sums.merge("ours", distance(minus(ours)) / times, Double::sum);
      sums.merge("trimmed", distance(trimmedMean(changes)) / times, Double::sum);
      sums.merge("mean", distance(mean(changes)) / times, Double::sum);
      sums.merge("median", distance(median(changes)) / times, Double::sum);
    }
    return sums;
  }

  private static List<Contribution> fleet(Lie lie, int liars, Random random) {
    float[] together = gaussian(new Random(9), (float) Math.hypot(SHARED, HABIT));
    List<Contribution> fleet = new ArrayList<>();
    for (int store = 0; store < STORES; store++) {
      float[] change = new float[SIZE];
      for (int i = 0; i < SIZE; i++) {
        float honest = TRUTH[i] + (float) (HABIT * random.nextGaussian());
        change[i] =
            switch (store < liars ? lie : Lie.NONE) {
              case NONE -> honest;
              case FLIPPED -> -10 * TRUTH[i];
              case HUGE -> (float) (1_000 * random.nextGaussian());
              case TOGETHER -> together[i];
            };
      }
      double gain = store < liars ? 0.99 : 0.02 + 0.03 * random.nextDouble();
      fleet.add(new Contribution("store-" + store, adapter(BASE.digest(), plus(change), gain)));
    }
    return fleet;
  }

  private static float[] mean(List<float[]> changes) {
    var mean = new float[SIZE];
    changes.forEach(
        change -> {
          for (int i = 0; i < SIZE; i++) {
            mean[i] += change[i] / changes.size();
          }
        });
    return mean;
  }

  private static float[] median(List<float[]> changes) {
    var median = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      int at = i;
      median[i] =
          (float)
              changes.stream()
                  .mapToDouble(change -> change[at])
                  .sorted()
                  .skip(changes.size() / 2)
                  .findFirst()
                  .orElseThrow();
    }
    return median;
  }

  /// Coordinate by coordinate, without the quarter at each end (Yin, Chen, Ramchandran and
  /// Bartlett, *Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates*, ICML
  /// 2018).
  private static float[] trimmedMean(List<float[]> changes) {
    var mean = new float[SIZE];
    int cut = changes.size() / 4;
    for (int i = 0; i < SIZE; i++) {
      int at = i;
      mean[i] =
          (float)
              changes.stream()
                  .mapToDouble(change -> change[at])
                  .sorted()
                  .skip(cut)
                  .limit(changes.size() - 2L * cut)
                  .average()
                  .orElseThrow();
    }
    return mean;
  }

  private static double distance(float[] change) {
    double squares = 0;
    for (int i = 0; i < SIZE; i++) {
      squares += Math.pow(change[i] - TRUTH[i], 2);
    }
    double whole = 0;
    for (float value : TRUTH) {
      whole += value * value;
    }
    return Math.sqrt(squares / whole);
  }

  private static float[] change(Contribution contribution) {
    return minus(contribution.adapter().applyTo(BASE).floats("out.weight"));
  }

  private static float[] minus(float[] weights) {
    float[] base = BASE.floats("out.weight");
    var change = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      change[i] = weights[i] - base[i];
    }
    return change;
  }

  private static float[] plus(float[] change) {
    float[] base = BASE.floats("out.weight");
    for (int i = 0; i < SIZE; i++) {
      base[i] += change[i];
    }
    return base;
  }

  private static Adapter adapter(String base, float[] weights, double gain) {
    return new Adapter(
        card(base, gain),
        new TreeMap<>(
            Map.of(
                "out.weight",
                new WeightOverride.Whole(weights, List.of((long) ROWS, (long) COLUMNS)))));
  }

  private static AdapterCard card(String base, double gain) {
    LocalDate day = LocalDate.of(2026, 11, 1);
    return new AdapterCard(
        "base-1+tuned",
        base,
        ModelCard.CONTRACT,
        1,
        day,
        day,
        Instant.EPOCH,
        Map.of("wql", 0.5 * (1 - gain), "wql.base", 0.5));
  }

  private static OnnxGraph base() {
    var g = new GraphBuilder("base");
    var weights = g.floats("out.weight", gaussian(new Random(3), 0.3f), ROWS, COLUMNS);
    var bias = g.floats("out.bias", new float[COLUMNS], COLUMNS);
    g.output("quantiles", g.gemm(g.input("features", ROWS), weights, bias), COLUMNS);
    List<String> features = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      features.add("f." + i);
    }
    ModelCard card =
        new ModelCard(
            ModelCard.CONTRACT,
            "base-1",
            features,
            List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
            List.of(Duration.ofHours(1)),
            Duration.ofHours(24),
            List.of(),
            Map.of());
    byte[] file = g.build(CardProperties.of(card)).bytes();
    return OnnxGraph.parse(file, OnnxGraph.MOST_BYTES);
  }

  private static float[] gaussian(Random random, float scale) {
    var values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }
}
