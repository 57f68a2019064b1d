package io.parcook.pipeline.feature;

/// How far an item was sold out, so that its demand was unseen.
enum StockFeature implements Feature.OfItem {
  OUT_SHARE_7D(
      "stock.out.share7d",
      "share of the open slots of O−7 … O−1 in which the item was sold out",
      "0 to 1",
      item -> item.outShare()),
  OUT_NOW(
      "stock.out.now",
      "1 if the item is sold out at the origin",
      "0 or 1",
      item -> item.isOut() ? 1 : 0);

  private final Definition definition;
  private final ByItem formula;

  StockFeature(String name, String formula, String range, ByItem value) {
    definition = new Definition(name, formula, range, "0");
    this.formula = value;
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public Need need() {
    return Need.LEVELS;
  }

  @Override
  public float of(ItemAtOrigin item) {
    return formula.of(item);
  }
}
