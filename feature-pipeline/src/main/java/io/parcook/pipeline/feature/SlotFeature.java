package io.parcook.pipeline.feature;

/// What an item sold in the target's slot, and beside it, on past days.
enum SlotFeature implements Feature.OfRow {
  MEAN_7D(
      "sales.slot.mean7d",
      "R(a7)",
      "0 to ln 31",
      "a14",
      row -> row.ratio(row.mean7())),
  MEAN_14D(
      "sales.slot.mean14d",
      "R(a14)",
      "0 to ln 31",
      "a28",
      row -> row.ratio(row.mean14())),
  MEAN_28D(
      "sales.slot.mean28d",
      "R(a28)",
      "0 to ln 31",
      "m · prof[s]",
      row -> row.ratio(row.mean28())),
  DEVIATION_28D(
      "sales.slot.std28d",
      "R(√(Σ(y − a28)² / n)) over D−28 … D−1",
      "0 to ln 31",
      "0",
      row -> row.ratio(row.deviation())),
  ZERO_SHARE_28D(
      "sales.slot.zeroShare28d",
      "(zeros in the slot + 2 · item.zeroShare) / (n + 2) over D−28 … D−1",
      "0 to 1",
      "item.zeroShare",
      row -> row.zeroShare()),
  LAG_1D(
      "sales.slot.lag1d",
      "R(y[D−1, s])",
      "0 to ln 31",
      "a14",
      row -> row.ratio(row.lag(1))),
  LAG_2D(
      "sales.slot.lag2d",
      "R(y[D−2, s])",
      "0 to ln 31",
      "a14",
      row -> row.ratio(row.lag(2))),
  LAG_7D(
      "sales.slot.lag7d",
      "R(y[D−7, s])",
      "0 to ln 31",
      "a14",
      row -> row.ratio(row.lag(7))),
  WEEKDAY_MEAN_6W(
      "sales.weekdaySlot.mean6w",
      "R((Σ known y[D−7k, s] + a28) / (n + 1)), k = 1 … 6",
      "0 to ln 31",
      "a28",
      row -> row.ratio(row.weekdayMean())),
  NEIGHBOURS_MEAN_14D(
      "sales.neighbours.mean14d",
      "R(mean of a14[s−1] and a14[s+1]); a slot that is not open is replaced by s",
      "0 to ln 31",
      "a14 of each as above",
      row -> row.ratio(row.neighbours()));

  private final Definition definition;
  private final ByRow formula;

  SlotFeature(String name, String formula, String range, String missing, ByRow value) {
    definition = new Definition(name, formula, range, missing);
    this.formula = value;
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public Need need() {
    return Need.SLOTS;
  }

  @Override
  public float of(Row row) {
    return formula.of(row);
  }
}
