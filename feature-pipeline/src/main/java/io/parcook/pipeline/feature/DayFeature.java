package io.parcook.pipeline.feature;

/// What an item sold on whole past days, against what was usual in the same slots.
enum DayFeature implements Feature.OfItem {
  LAG_1D(
      "sales.day.lag1d",
      "L(sy + 4 m, su + 4 m, 2) over D−1",
      "-2 to 2",
      item -> item.pace(item.day(1), 4)),
  LAG_7D(
      "sales.day.lag7d",
      "L(sy + 4 m, su + 4 m, 2) over D−7",
      "-2 to 2",
      item -> item.pace(item.day(7), 4));

  private final Definition definition;
  private final ByItem formula;

  DayFeature(String name, String formula, String range, ByItem value) {
    definition = new Definition(name, formula, range, "0");
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
  public float of(ItemAtOrigin item) {
    return formula.of(item);
  }
}
