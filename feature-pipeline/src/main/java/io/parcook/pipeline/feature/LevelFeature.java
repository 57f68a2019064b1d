package io.parcook.pipeline.feature;

/// How much of an item the store sells, and where that is going.
enum LevelFeature implements Feature.OfItem {
  LEVEL(
      "item.level",
      "m = mean of O−28 … O−1, at least 0.01",
      "portions per interval",
      "0.01",
      item -> item.level()),
  LOG("item.level.log", "clip(ln m, −5, 5)", "-5 to 5", "ln 0.01", item -> log(item.level())),
  TREND(
      "item.trend",
      "L(m7 + 0.1 m, 1.1 m, 1.5), m7 = mean of O−7 … O−1",
      "-1.5 to 1.5",
      "0",
      item -> Scale.logRatio(item.week() + 0.1 * item.level(), 1.1 * item.level(), 1.5)),
  ZERO_SHARE(
      "item.zeroShare",
      "share of the known slots of O−28 … O−1 without a sale",
      "0 to 1",
      "0",
      item -> item.zeroShare());

  private final Definition definition;
  private final ByItem formula;

  LevelFeature(String name, String formula, String range, String missing, ByItem value) {
    definition = new Definition(name, formula, range, missing);
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

  private static float log(float level) {
    return (float) Math.clamp(Math.log(level), -5, 5);
  }
}
