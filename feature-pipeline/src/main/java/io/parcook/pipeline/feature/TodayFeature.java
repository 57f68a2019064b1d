package io.parcook.pipeline.feature;

/// What an item sold on the origin's day until the origin, against what is usual.
enum TodayFeature implements Feature.OfItem {
  PACE(
      "today.pace",
      "L(sy + 4 m, su + 4 m, 2) over O until the origin, usual uo",
      "-2 to 2",
      item -> item.pace(item.today(), 4)),
  LAST_1(
      "recent.last1",
      "L(sy + 2 m, su + 2 m, 2) over the last interval of O, usual uo",
      "-2 to 2",
      item -> item.pace(item.last1(), 2)),
  LAST_4(
      "recent.last4",
      "L(sy + 2 m, su + 2 m, 2) over the last 4 intervals of O, usual uo",
      "-2 to 2",
      item -> item.pace(item.last4(), 2));

  private final Definition definition;
  private final ByItem formula;

  TodayFeature(String name, String formula, String range, ByItem value) {
    definition = new Definition(name, formula, range, "0");
    this.formula = value;
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public Need need() {
    return Need.TODAY;
  }

  @Override
  public float of(ItemAtOrigin item) {
    return formula.of(item);
  }
}
