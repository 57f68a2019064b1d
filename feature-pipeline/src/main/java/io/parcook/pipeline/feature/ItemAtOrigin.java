package io.parcook.pipeline.feature;

/// One item of a fill, as the columns that are the same for every target of a date see it.
final class ItemAtOrigin {

  private final Fill fill;
  private int item;

  ItemAtOrigin(Fill fill) {
    this.fill = fill;
  }

  void turnTo(int place) {
    item = place;
  }

  float level() {
    return fill.levels().of(item);
  }

  /// The level of the last week.
  float week() {
    return fill.levels().week(item);
  }

  float zeroShare() {
    return fill.levels().zeroShare(item);
  }

  float outShare() {
    return fill.levels().outShare(item);
  }

  boolean isOut() {
    return fill.origin().window().item(item).isOut(fill.origin().millis());
  }

  /// The day 1 or 7 days before the target's date.
  PaceColumn day(int ago) {
    return fill.day().lag(ago);
  }

  PaceColumn today() {
    return fill.today().all();
  }

  PaceColumn last1() {
    return fill.today().last1();
  }

  PaceColumn last4() {
    return fill.today().last4();
  }

  /// `L(sy + w m, su + w m, 2)`.
  float pace(PaceColumn column, double weight) {
    double steady = weight * level();
    return Scale.logRatio(column.sold(item) + steady, column.usual(item) + steady, 2);
  }
}
