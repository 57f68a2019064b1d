package io.parcook.service.learning;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.AdapterCard;
import io.parcook.models.adapter.WeightOverride;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.onnx.Initializer;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Why;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Adapters of the shipped base as a night might have made them: all its weights times a factor.
final class Tuned {

  static final Why PASSED = new Why(Actor.TUNER, "It passed the gate.", Map.of("wql", 0.4));

  private Tuned() {}

  static Adapter by(float factor) {
    OnnxGraph base = BaseModel.read().orElseThrow();
    NavigableMap<String, WeightOverride> overrides = new TreeMap<>();
    for (Initializer weights : base.initializers()) {
      if (weights.isFloat() && weights.shape().size() == 2) {
        float[] values = base.floats(weights.name());
        for (int i = 0; i < values.length; i++) {
          values[i] *= factor;
        }
        overrides.put(weights.name(), new WeightOverride.Whole(values, weights.shape()));
      }
    }
    AdapterCard card =
        new AdapterCard(
            "tuned-" + factor,
            base.digest(),
            1,
            42,
            LocalDate.of(2026, 10, 1),
            LocalDate.of(2026, 11, 1),
            Instant.parse("2026-11-02T03:00:00Z"),
            Map.of("wql", 0.4));
    return new Adapter(card, overrides);
  }
}
