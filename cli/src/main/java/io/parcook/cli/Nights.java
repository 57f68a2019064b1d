package io.parcook.cli;

import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.Round;
import io.parcook.models.evaluate.Verdict;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.dataset.StoreHistory;
import io.parcook.tuning.tune.Night;
import io.parcook.tuning.tune.TuningPlan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The nights of all stores of a comparison, and what they were worth.
final class Nights {

  /// The engine tells of itself at every start; only its warnings matter here.
  private static final Logger QUIET = Logger.getLogger("ai.djl");

  private static final Duration AHEAD = Duration.ofHours(6);

  private final OnnxGraph base;
  private final List<StoreHistory> twins;
  private final int every;
  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
  private int nights;
  private int passed;
  private int switches;
  private int rollbacks;

  /// @param twins histories of the same stores, for nights change what they learn from
  /// @param every days between two nights of a store
  Nights(OnnxGraph base, List<StoreHistory> twins, int every) {
    QUIET.setLevel(Level.WARNING);
    this.base = base;
    this.twins = List.copyOf(twins);
    this.every = every;
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, 0);
    }
  }

  /// Adds a store to the comparison, with the model as its own nights tune it.
  void add(Comparison comparison, StoreHistory store, List<String> items, List<Round> rounds) {
    StoreHistory twin =
        twins.stream().filter(one -> one.name().equals(store.name())).findFirst().orElseThrow();
    try (TunedForecaster tuned = of(base, twin, every)) {
      Evidence evidence = comparison.addTuned(store, items, rounds, tuned);
      verdicts.merge(evidence.verdict(), 1, Integer::sum);
      nights += tuned.nights();
      passed += tuned.passed();
      switches += tuned.switches();
      rollbacks += tuned.rollbacks();
    }
  }

  /// A model as the nights of one store tune it.
  ///
  /// @param twin a history of its own, for nights change it
  static TunedForecaster of(OnnxGraph base, StoreHistory twin, int every) {
    QUIET.setLevel(Level.WARNING);
    Night night = new Night(base, TuningPlan.DEFAULT, AHEAD, InstantSource.system());
    return new TunedForecaster(base, night, twin, every);
  }

  /// One line for a person.
  @Override
  public String toString() {
    return ("%d nights; %d adapters passed the gate, %d went live, %d were taken back; tuned against"
            + " the model by store: %s")
        .formatted(nights, passed, switches, rollbacks, verdicts);
  }
}
