package io.parcook.pipeline.feature;

import io.parcook.pipeline.feature.Feature.Need;
import java.util.List;

/// What an item sold on whole past days and today so far, against what was usual.
final class DayFeatures {

  static final List<Feature.OfItem> ALL =
      List.of(
          new Feature.OfItem(
              new Definition(
                  "sales.day.lag1d", "L(sy + 4 m, su + 4 m, 2) over D−1", "-2 to 2", "0"),
              Need.SLOTS,
              item -> item.pace(item.day(1), 4)),
          new Feature.OfItem(
              new Definition(
                  "sales.day.lag7d", "L(sy + 4 m, su + 4 m, 2) over D−7", "-2 to 2", "0"),
              Need.SLOTS,
              item -> item.pace(item.day(7), 4)),
          new Feature.OfItem(
              new Definition(
                  "today.pace",
                  "L(sy + 4 m, su + 4 m, 2) over O until the origin, usual uo",
                  "-2 to 2",
                  "0"),
              Need.TODAY,
              item -> item.pace(item.today().all(), 4)),
          new Feature.OfItem(
              new Definition(
                  "recent.last1",
                  "L(sy + 2 m, su + 2 m, 2) over the last interval of O, usual uo",
                  "-2 to 2",
                  "0"),
              Need.TODAY,
              item -> item.pace(item.today().last1(), 2)),
          new Feature.OfItem(
              new Definition(
                  "recent.last4",
                  "L(sy + 2 m, su + 2 m, 2) over the last 4 intervals of O, usual uo",
                  "-2 to 2",
                  "0"),
              Need.TODAY,
              item -> item.pace(item.today().last4(), 2)));

  private DayFeatures() {}
}
