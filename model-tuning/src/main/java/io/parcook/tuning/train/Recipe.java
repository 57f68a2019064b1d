package io.parcook.tuning.train;

import io.parcook.models.card.ModelCard;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How the base model is made: what it wants and gives (docs/decisions/0030-base-model.md).
public final class Recipe {

  /// The column that scales the answer: what an item sells in an interval on the whole.
  public static final String LEVEL = "item.level";

  public static final List<String> FEATURES =
      List.of(
          "calendar.hour.sin",
          "calendar.hour.cos",
          "calendar.hour.sin2",
          "calendar.hour.cos2",
          "calendar.weekday.sin",
          "calendar.weekday.cos",
          "calendar.weekend",
          "calendar.holiday",
          "horizon.hours",
          "interval.hours",
          "item.level",
          "item.level.log",
          "item.trend",
          "item.zeroShare",
          "store.trend",
          "store.slot",
          "store.weekday",
          "store.day.lag1d",
          "sales.slot.mean7d",
          "sales.slot.mean14d",
          "sales.slot.mean28d",
          "sales.slot.std28d",
          "sales.slot.zeroShare28d",
          "sales.slot.lag1d",
          "sales.slot.lag7d",
          "sales.weekdaySlot.mean6w",
          "sales.neighbours.mean14d",
          "sales.day.lag1d",
          "sales.day.lag7d",
          "today.pace",
          "today.store.pace",
          "today.elapsed",
          "recent.last1",
          "recent.last4",
          "store.recent",
          "presence.last15m",
          "presence.last60m",
          "presence.known",
          "stock.out.share7d",
          "promotion.depth",
          "promotion.change",
          "weather.temperature",
          "weather.temperature.change");

  /// The deciles, and two levels for those who must seldom run out.
  public static final List<Double> LEVELS =
      List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99);

  /// How much more a seller's rows count than a shelf-warmer's, see [Schedule#levelPower].
  public static final double LEVEL_POWER = 0.5;

  private static final List<Duration> INTERVALS =
      List.of(Duration.ofMinutes(15), Duration.ofHours(1));

  /// A day ahead, also on the day that the autumn switch makes 25 hours long.
  private static final Duration HORIZON = Duration.ofHours(25);

  private Recipe() {}

  /// The card of a base model.
  ///
  /// @param provenance see [ModelCard#provenance]
  public static ModelCard card(String version, TrainedModel model, Map<String, String> provenance) {
    return new ModelCard(
        ModelCard.CONTRACT,
        version,
        FEATURES,
        LEVELS,
        INTERVALS,
        HORIZON,
        model.learned(),
        provenance);
  }
}
