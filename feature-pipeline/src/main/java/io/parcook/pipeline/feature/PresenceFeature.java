package io.parcook.pipeline.feature;

/// How many people came in the last minutes, against what is usual at that time of day.
enum PresenceFeature implements Feature.OfTarget {
  LAST_15M(
      "presence.last15m",
      "L(e + k, usual + k, 2) over the last 15 minutes, k = 0.5 + a tenth of the usual people per open hour",
      "-2 to 2",
      "0 with fewer than 3 known days of O−14 … O−1",
      target -> target.presence().quarter()),
  LAST_60M(
      "presence.last60m",
      "L(e + k, usual + k, 2) over the last 60 minutes",
      "-2 to 2",
      "0 with fewer than 3 known days of O−14 … O−1",
      target -> target.presence().hour()),
  KNOWN(
      "presence.known",
      "1 if a sensor counted anyone on O−28 … O−1",
      "0 or 1",
      "never missing",
      target -> target.presence().known());

  private final Definition definition;
  private final ByTarget formula;

  PresenceFeature(String name, String formula, String range, String missing, ByTarget value) {
    definition = new Definition(name, formula, range, missing);
    this.formula = value;
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public Need need() {
    return Need.PRESENCE;
  }

  @Override
  public float of(Target target) {
    return formula.of(target);
  }
}
