package io.parcook.pipeline.feature;

import io.parcook.pipeline.feature.Feature.Need;
import java.util.List;

/// Promotions of the item at the target, as known at the origin.
final class PromotionFeatures {

  static final List<Feature.OfRow> ALL =
      List.of(
          new Feature.OfRow(
              new Definition(
                  "promotion.depth",
                  "share taken off the price at the target's start",
                  "0 to 1",
                  "0"),
              Need.PROMOTIONS,
              row -> row.depth()),
          new Feature.OfRow(
              new Definition(
                  "promotion.change",
                  "depth − mean depth at the same time of O−14 … O−1",
                  "-1 to 1",
                  "0"),
              Need.PROMOTIONS,
              row -> row.depthChange()),
          new Feature.OfRow(
              new Definition(
                  "promotion.activity",
                  "1 if the item is promoted, with or without a discount",
                  "0 or 1",
                  "0"),
              Need.PROMOTIONS,
              row -> row.isPromoted() ? 1 : 0));

  private PromotionFeatures() {}
}
