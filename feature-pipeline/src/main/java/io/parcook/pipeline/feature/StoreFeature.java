package io.parcook.pipeline.feature;

/// How the store as a whole does: its trend, the shape of its day and week, and today so far.
enum StoreFeature implements Feature.OfTarget {
  TREND(
      "store.trend",
      "L(Σ m7, Σ m, 1.5)",
      "-1.5 to 1.5",
      Need.LEVELS,
      target -> Scale.logRatio(target.levels().sumWeek(), target.levels().sum(), 1.5)),
  SLOT(
      "store.slot",
      "ln prof[s]",
      "ln 0.02 to ln 20",
      Need.SLOTS,
      target -> (float) Math.log(target.day().profile(target.slot()))),
  WEEKDAY(
      "store.weekday",
      "L(Σ sy + 4 Σ m, Σ su + 4 Σ m, 1.5) over D−7, D−14, D−21, D−28",
      "-1.5 to 1.5",
      Need.SLOTS,
      target -> pace(target.day().sameWeekdays(), target, 4, 1.5)),
  DAY_LAG_1(
      "store.day.lag1d",
      "L(Σ sy + Σ m, Σ su + Σ m, 2) over D−1",
      "-2 to 2",
      Need.SLOTS,
      target -> pace(target.day().store(1), target, 1, 2)),
  TODAY_PACE(
      "today.store.pace",
      "L(Σ sy + Σ m, Σ su + Σ m, 2) over O until the origin, usual uo",
      "-2 to 2",
      Need.TODAY,
      target -> pace(target.today().all().store(), target, 1, 2)),
  TODAY_ELAPSED(
      "today.elapsed",
      "open slots of O that have passed, over all open slots of O",
      "0 to 1",
      Need.LEVELS,
      target -> target.elapsed()),
  RECENT(
      "store.recent",
      "L(Σ sy + Σ m, Σ su + Σ m, 2) over the last 4 intervals of O, usual uo",
      "-2 to 2",
      Need.TODAY,
      target -> pace(target.today().last4().store(), target, 1, 2));

  private final Definition definition;
  private final Need need;
  private final ByTarget formula;

  StoreFeature(String name, String formula, String range, Need need, ByTarget value) {
    definition = new Definition(name, formula, range, "0 where the store has sold nothing yet");
    this.need = need;
    this.formula = value;
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public Need need() {
    return need;
  }

  @Override
  public float of(Target target) {
    return formula.of(target);
  }

  private static float pace(Pace pace, Target target, double weight, double limit) {
    double steady = weight * target.levels().sum();
    return Scale.logRatio(pace.sold() + steady, pace.usual() + steady, limit);
  }
}
