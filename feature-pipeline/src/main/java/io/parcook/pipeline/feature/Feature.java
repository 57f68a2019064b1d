package io.parcook.pipeline.feature;

import java.util.List;
import java.util.stream.Stream;

/// One named column. What it depends on decides how often it is computed: once per target interval,
/// once per item and target date, once per row, or once per row until the past changes.
sealed interface Feature {

  Definition definition();

  /// The part of the history that must be scanned before it can be computed.
  Need need();

  /// The same for every item.
  record OfTarget(Definition definition, Need need, ByTarget value) implements Feature {}

  /// The same for every target interval of a date.
  record OfItem(Definition definition, Need need, ByItem value) implements Feature {}

  /// Different in every row, and made of nothing but what one scan of its date's slots found: days
  /// that are over, and levels.
  record OfSlot(Definition definition, Need need, ByRow value) implements Feature {}

  /// Different in every row.
  record OfRow(Definition definition, Need need, ByRow value) implements Feature {}

  @FunctionalInterface
  interface ByTarget {
    float of(Target target);
  }

  @FunctionalInterface
  interface ByItem {
    float of(ItemAtOrigin item);
  }

  @FunctionalInterface
  interface ByRow {
    float of(Row row);
  }

  /// What must be scanned.
  enum Need {
    /// Nothing beyond the levels, which every fill knows.
    LEVELS,
    /// The same slots of the last weeks.
    SLOTS,
    /// The origin's own day, and its usual.
    TODAY,
    PRESENCE,
    WEATHER,
    PROMOTIONS
  }

  /// Every feature, family by family. A model's card has an order of its own.
  static List<Feature> all() {
    return Stream.of(
            CalendarFeatures.ALL,
            LevelFeatures.ALL,
            StoreFeatures.ALL,
            SlotFeatures.ALL,
            DayFeatures.ALL,
            PresenceFeatures.ALL,
            StockFeatures.ALL,
            PromotionFeatures.ALL,
            WeatherFeatures.ALL)
        .<Feature>flatMap(List::stream)
        .toList();
  }
}
