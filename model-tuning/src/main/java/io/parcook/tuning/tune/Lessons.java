package io.parcook.tuning.tune;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.AdapterCard;
import io.parcook.models.adapter.WeightOverride;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.graph.GraphReading;
import io.parcook.tuning.graph.TunableGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Learns from a night's rows, each time from the base on. The same rows, plan and machine teach
/// the same.
final class Lessons {

  private final OnnxGraph base;
  private final ModelCard card;
  private final TuningPlan plan;
  private final NightWatch watch;
  private final Checkpoints checkpoints;

  Lessons(
      OnnxGraph base, ModelCard card, TuningPlan plan, NightWatch watch, Checkpoints checkpoints) {
    this.base = base;
    this.card = card;
    this.plan = plan;
    this.watch = watch;
    this.checkpoints = checkpoints;
  }

  /// Divides the level of each span out of what was sold.
  void level(NightRows rows) {
    try (Learner untaught = learner(weights())) {
      WeekLevel.remove(rows, untaught, card.quantiles());
    }
  }

  /// Tries how many steps are worth making; what it learned is forgotten.
  ///
  /// @param newer rows that are not learned from
  Tuner.Run tried(NightRows learn, NightRows newer) {
    try (Learner learner = learner(weights())) {
      return new Tuner(learner, plan, watch, checkpoints.part(0)).tried(learn, newer);
    }
  }

  /// Learns from rows.
  ///
  /// @param part of the night, counted from 1
  /// @param probe rows on which ONNX Runtime must answer as the tuner does
  /// @param on the adapter's card
  /// @return empty if it was cancelled
  Optional<Lesson> learned(int part, NightRows rows, int steps, Batch probe, AdapterCard on) {
    List<TunedWeight> weights = weights();
    try (Learner learner = learner(weights)) {
      Tuner tuner = new Tuner(learner, plan, watch, checkpoints.part(part));
      if (tuner.repeated(rows, steps).end() == Tuner.End.CANCELLED) {
        return Optional.empty();
      }
      weights.forEach(weight -> weight.shrink(plan.keep()));
      Map<String, WeightOverride> overrides = new TreeMap<>();
      weights.forEach(weight -> overrides.put(weight.name(), weight.override()));
      Adapter adapter = new Adapter(on, new TreeMap<>(overrides));
      OnnxGraph tuned = adapter.applyTo(base);
      return Optional.of(
          new Lesson(
              adapter,
              tuned,
              weights.stream().mapToDouble(TunedWeight::moved).max().orElse(0),
              Parity.check(tuned, probe, learner.quantiles(probe))));
    }
  }

  private List<TunedWeight> weights() {
    return TunableWeights.of(base, card, plan);
  }

  private Learner learner(List<TunedWeight> weights) {
    return switch (TunableGraph.read(base, weights.stream().map(TunedWeight::name).toList())) {
      case GraphReading.Tunable(TunableGraph graph) -> new Learner(graph, card, weights, plan);
      case GraphReading.ServeOnly no -> throw new IllegalStateException(no.message());
    };
  }
}
