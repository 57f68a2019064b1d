package io.parcook.pipeline.feature;

import io.parcook.pipeline.feature.Feature.Need;
import java.util.List;

/// What an item sold in the target's slot, and beside it, on past days.
final class SlotFeatures {

  static final List<Feature.OfSlot> ALL =
      List.of(
          new Feature.OfSlot(
              new Definition("sales.slot.mean7d", "R(a7)", "0 to ln 31", "a14"),
              Need.SLOTS,
              row -> row.ratio(row.mean7())),
          new Feature.OfSlot(
              new Definition("sales.slot.mean14d", "R(a14)", "0 to ln 31", "a28"),
              Need.SLOTS,
              row -> row.ratio(row.mean14())),
          new Feature.OfSlot(
              new Definition("sales.slot.mean28d", "R(a28)", "0 to ln 31", "m · prof[s]"),
              Need.SLOTS,
              row -> row.ratio(row.mean28())),
          new Feature.OfSlot(
              new Definition(
                  "sales.slot.std28d", "R(√(Σ(y − a28)² / n)) over D−28 … D−1", "0 to ln 31", "0"),
              Need.SLOTS,
              row -> row.ratio(row.deviation())),
          new Feature.OfSlot(
              new Definition(
                  "sales.slot.zeroShare28d",
                  "(zeros in the slot + 2 · item.zeroShare) / (n + 2) over D−28 … D−1",
                  "0 to 1",
                  "item.zeroShare"),
              Need.SLOTS,
              row -> row.zeroShare()),
          new Feature.OfSlot(
              new Definition("sales.slot.lag1d", "R(y[D−1, s])", "0 to ln 31", "a14"),
              Need.SLOTS,
              row -> row.ratio(row.lag(1))),
          new Feature.OfSlot(
              new Definition("sales.slot.lag2d", "R(y[D−2, s])", "0 to ln 31", "a14"),
              Need.SLOTS,
              row -> row.ratio(row.lag(2))),
          new Feature.OfSlot(
              new Definition("sales.slot.lag7d", "R(y[D−7, s])", "0 to ln 31", "a14"),
              Need.SLOTS,
              row -> row.ratio(row.lag(7))),
          new Feature.OfSlot(
              new Definition(
                  "sales.weekdaySlot.mean6w",
                  "R((Σ known y[D−7k, s] + a28) / (n + 1)), k = 1 … 6",
                  "0 to ln 31",
                  "a28"),
              Need.SLOTS,
              row -> row.ratio(row.weekdayMean())),
          new Feature.OfSlot(
              new Definition(
                  "sales.neighbours.mean14d",
                  "R(mean of a14[s−1] and a14[s+1]); s itself stands in for a slot that is "
                      + "not open",
                  "0 to ln 31",
                  "as a14"),
              Need.SLOTS,
              row -> row.ratio(row.neighbours())));

  private SlotFeatures() {}
}
