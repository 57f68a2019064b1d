package io.parcook.pipeline.feature;

import io.parcook.pipeline.feature.Feature.Need;
import java.util.List;

/// How far an item was sold out, so that its demand was unseen.
final class StockFeatures {

  static final List<Feature.OfItem> ALL =
      List.of(
          new Feature.OfItem(
              new Definition(
                  "stock.out.share7d",
                  "share of the open slots of O−7 … O−1 in which the item was sold out",
                  "0 to 1",
                  "0"),
              Need.LEVELS,
              item -> item.outShare()),
          new Feature.OfItem(
              new Definition(
                  "stock.out.now", "1 if the item is sold out at the origin", "0 or 1", "0"),
              Need.LEVELS,
              item -> item.isOut() ? 1 : 0));

  private StockFeatures() {}
}
