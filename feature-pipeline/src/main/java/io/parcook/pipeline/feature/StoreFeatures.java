package io.parcook.pipeline.feature;

import io.parcook.pipeline.feature.Feature.Need;
import java.util.List;

/// How the store as a whole does: its trend, the shape of its day and week, and today so far.
final class StoreFeatures {

  static final List<Feature.OfTarget> ALL =
      List.of(
          new Feature.OfTarget(
              new Definition("store.trend", "L(Σ m7, Σ m, 1.5)", "-1.5 to 1.5", "0"),
              Need.LEVELS,
              target -> target.trend()),
          new Feature.OfTarget(
              new Definition("store.slot", "ln prof[s]", "ln 0.02 to ln 20", "ln 0.02"),
              Need.SLOTS,
              target -> (float) Math.log(target.day().profile(target.slot()))),
          new Feature.OfTarget(
              new Definition(
                  "store.weekday",
                  "L(Σ sy + 4 Σ m, Σ su + 4 Σ m, 1.5) over D−7, D−14, D−21 and D−28",
                  "-1.5 to 1.5",
                  "0"),
              Need.SLOTS,
              target -> target.pace(target.day().sameWeekdays(), 4, 1.5)),
          new Feature.OfTarget(
              new Definition(
                  "store.day.lag1d", "L(Σ sy + Σ m, Σ su + Σ m, 2) over D−1", "-2 to 2", "0"),
              Need.SLOTS,
              target -> target.pace(target.day().lag(1).store(), 1, 2)),
          new Feature.OfTarget(
              new Definition(
                  "today.store.pace",
                  "L(Σ sy + Σ m, Σ su + Σ m, 2) over O until the origin, usual uo",
                  "-2 to 2",
                  "0"),
              Need.TODAY,
              target -> target.pace(target.today().all().store(), 1, 2)),
          new Feature.OfTarget(
              new Definition(
                  "today.elapsed",
                  "open slots of O that have passed, the current one in proportion, over all "
                      + "of them",
                  "0 to 1",
                  "0"),
              Need.LEVELS,
              target -> target.elapsed()),
          new Feature.OfTarget(
              new Definition(
                  "store.recent",
                  "L(Σ sy + Σ m, Σ su + Σ m, 2) over the last 4 intervals of O, usual uo",
                  "-2 to 2",
                  "0"),
              Need.TODAY,
              target -> target.pace(target.today().last4().store(), 1, 2)));

  private StoreFeatures() {}
}
