package io.parcook.pipeline.feature;

/// Promotions of the item at the target, as known at the origin.
enum PromotionFeature implements Feature.OfRow {
  DEPTH(
      "promotion.depth",
      "share taken off the price at the target's start",
      "0 to 1",
      row -> row.depth()),
  CHANGE(
      "promotion.change",
      "depth − mean depth at the same time of O−14 … O−1",
      "-1 to 1",
      row -> row.depthChange()),
  ACTIVITY(
      "promotion.activity",
      "1 if the item is promoted, with or without a discount",
      "0 or 1",
      row -> row.isPromoted() ? 1 : 0);

  private final Definition definition;
  private final ByRow formula;

  PromotionFeature(String name, String formula, String range, ByRow value) {
    definition = new Definition(name, formula, range, "0");
    this.formula = value;
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public Need need() {
    return Need.PROMOTIONS;
  }

  @Override
  public float of(Row row) {
    return formula.of(row);
  }
}
