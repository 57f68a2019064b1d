package io.parcook.tuning.tune;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.AdapterCard;
import io.parcook.models.adapter.WeightOverride;
import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.OnnxGraph;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Candidates that took a lie for the truth: the shipped base, its weights pushed to where the lie
/// points.
final class Believers {

  private static final String FIRST_LAYER = "hidden1.weight";

  private Believers() {}

  static Lesson of(OnnxGraph base, PoisonedNightsTest.Poison poison) {
    return lesson(
        base,
        switch (poison) {
          // What sold ten thousand, or twice, is expected to sell more from now on.
          case A_TILL_RINGS_ONE_ITEM_TEN_THOUSAND_TIMES -> level(base, 1.4f);
          case A_DAY_COUNTED_TWICE -> level(base, 1.2f);
          case A_WEEK_WITH_HALF_THE_EVENTS_MISSING -> level(base, 0.75f);
          // Nobody comes in, and things sell all the same: who comes in is the wrong sign.
          case A_DEAD_DOOR_SENSOR -> columns(base, List.of("presence."), -3);
          // Yesterday's weekday is today's.
          case A_CLOCK_A_DAY_AHEAD ->
              columns(base, List.of("calendar.week", "sales.weekday", "store.weekday"), -1);
        });
  }

  /// Every quantile times a factor, as far as the head's weights say it.
  private static Map<String, WeightOverride> level(OnnxGraph base, float factor) {
    Map<String, WeightOverride> overrides = new TreeMap<>();
    for (String name : List.of("head.weight", "head.bias")) {
      float[] values = base.floats(name);
      for (int i = 0; i < values.length; i++) {
        values[i] *= factor;
      }
      overrides.put(name, whole(base, name, values));
    }
    return overrides;
  }

  /// What is made of some features, times a factor.
  private static Map<String, WeightOverride> columns(
      OnnxGraph base, List<String> prefixes, float factor) {
    List<String> features = CardProperties.read(base.metadata()).features();
    float[] values = base.floats(FIRST_LAYER);
    int width = values.length / features.size();
    for (int row = 0; row < features.size(); row++) {
      if (prefixes.stream().anyMatch(features.get(row)::startsWith)) {
        for (int i = row * width; i < (row + 1) * width; i++) {
          values[i] *= factor;
        }
      }
    }
    return Map.of(FIRST_LAYER, whole(base, FIRST_LAYER, values));
  }

  private static WeightOverride whole(OnnxGraph base, String name, float[] values) {
    List<Long> shape =
        base.initializers().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow()
            .shape();
    return new WeightOverride.Whole(Arrays.copyOf(values, values.length), shape);
  }

  private static Lesson lesson(OnnxGraph base, Map<String, WeightOverride> overrides) {
    ModelCard card = CardProperties.read(base.metadata());
    Adapter adapter =
        new Adapter(
            new AdapterCard(
                card.version() + "+believer",
                base.digest(),
                card.contract(),
                1,
                Nights.FIRST,
                Nights.FIRST.plusDays(79),
                Instant.parse("2026-06-01T03:00:00Z"),
                Map.of()),
            new TreeMap<>(overrides));
    return new Lesson(adapter, adapter.applyTo(base), 0, 0);
  }
}
