package io.parcook.pipeline.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One named column. What it depends on decides how often it is computed: once per target interval,
/// once per item and target date, or once per row.
public sealed interface Feature {

  Definition definition();

  /// The part of the history that must be scanned before it can be computed.
  Need need();

  /// Every feature, family by family. A model's card has an order of its own.
  static List<Feature> all() {
    List<Feature> all = new ArrayList<>();
    all.addAll(Arrays.asList(CalendarFeature.values()));
    all.addAll(Arrays.asList(LevelFeature.values()));
    all.addAll(Arrays.asList(StoreFeature.values()));
    all.addAll(Arrays.asList(SlotFeature.values()));
    all.addAll(Arrays.asList(DayFeature.values()));
    all.addAll(Arrays.asList(TodayFeature.values()));
    all.addAll(Arrays.asList(PresenceFeature.values()));
    all.addAll(Arrays.asList(StockFeature.values()));
    all.addAll(Arrays.asList(PromotionFeature.values()));
    all.addAll(Arrays.asList(WeatherFeature.values()));
    return List.copyOf(all);
  }

  /// The same for every item.
  sealed interface OfTarget extends Feature
      permits CalendarFeature, StoreFeature, PresenceFeature, WeatherFeature {
    float of(Target target);
  }

  /// The same for every target interval of a date.
  sealed interface OfItem extends Feature
      permits LevelFeature, DayFeature, TodayFeature, StockFeature {
    float of(ItemAtOrigin item);
  }

  /// Different in every row.
  sealed interface OfRow extends Feature permits SlotFeature, PromotionFeature {
    float of(Row row);
  }

  /// What a target's column is computed with.
  @FunctionalInterface
  interface ByTarget {
    float of(Target target);
  }

  /// What an item's column is computed with.
  @FunctionalInterface
  interface ByItem {
    float of(ItemAtOrigin item);
  }

  /// What a row's column is computed with.
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
}
