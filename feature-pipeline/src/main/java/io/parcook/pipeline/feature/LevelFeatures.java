package io.parcook.pipeline.feature;

import io.parcook.pipeline.feature.Feature.Need;
import java.util.List;

/// How much of an item the store sells, and where that is going.
final class LevelFeatures {

  static final List<Feature.OfItem> ALL =
      List.of(
          new Feature.OfItem(
              new Definition(
                  "item.level",
                  "m = mean over O−28 … O−1, at least 0.01",
                  "portions per interval",
                  "0.01"),
              Need.LEVELS,
              item -> item.level()),
          new Feature.OfItem(
              new Definition("item.level.log", "clip(ln m, −5, 5)", "-5 to 5", "ln 0.01"),
              Need.LEVELS,
              item -> (float) Math.clamp(Math.log(item.level()), -5, 5)),
          new Feature.OfItem(
              new Definition(
                  "item.trend",
                  "L(m7 + 0.1 m, 1.1 m, 1.5), m7 = mean over O−7 … O−1",
                  "-1.5 to 1.5",
                  "0"),
              Need.LEVELS,
              item -> item.trend()),
          new Feature.OfItem(
              new Definition(
                  "item.zeroShare",
                  "share of the known slots of O−28 … O−1 in which nothing was sold",
                  "0 to 1",
                  "0"),
              Need.LEVELS,
              item -> item.zeroShare()));

  private LevelFeatures() {}
}
