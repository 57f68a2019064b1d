package io.parcook.tuning.tune;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.card.CardProperties;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.simulator.Restaurant;
import io.parcook.tuning.dataset.SimulatedStores;
import io.parcook.tuning.dataset.StoreHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Small nights for tests.
final class Nights {

  static final LocalDate FIRST = LocalDate.parse("2026-01-05");
  static final Duration AHEAD = Duration.ofHours(6);

  /// A rate that shows something in few steps.
  static final TuningPlan SHORT =
      new TuningPlan(TuningPolicy.LOW_RANK, 4, 60, 256, 0.002, 1, 1, 0.25, 1, 20, 5, 6_000, 1);

  private Nights() {}

  static OnnxGraph base() {
    return BaseModel.read().orElseThrow();
  }

  /// The base as one that does not know what an hour is like: deaf to what the same slot sold.
  static OnnxGraph deaf() {
    OnnxGraph base = base();
    List<String> features = CardProperties.read(base.metadata()).features();
    float[] weight = base.floats("hidden1.weight");
    int width = weight.length / features.size();
    for (int row = 0; row < features.size(); row++) {
      if (features.get(row).startsWith("sales.slot")) {
        Arrays.fill(weight, row * width, (row + 1) * width, 0);
      }
    }
    return base.withFloats(Map.of("hidden1.weight", weight));
  }

  /// A simulated store by the hour; a new one at each call, for a night changes it.
  static StoreHistory store(long seed, int days) {
    return SimulatedStores.run(Restaurant.random(seed), Duration.ofHours(1), FIRST, days);
  }

  static NightResult run(OnnxGraph base, StoreHistory past, TuningPlan plan) {
    return run(base, past, plan, NightWatch.NOBODY, Checkpoints.none());
  }

  static NightResult run(
      OnnxGraph base,
      StoreHistory past,
      TuningPlan plan,
      NightWatch watch,
      Checkpoints checkpoints) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-06-01T03:00:00Z"));
    return new Night(base, plan, AHEAD, clock).run(past, null, watch, checkpoints);
  }

  static NightResult.Judged judged(NightResult result) {
    return switch (result) {
      case NightResult.Judged judged -> judged;
      case NightResult.Nothing(String reason) -> throw new AssertionError(reason);
      case NightResult.Cancelled _ -> throw new AssertionError("cancelled");
    };
  }

  static Adapter adapter(NightResult result) {
    return judged(result).adapter();
  }
}
