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

  /// The last week over the last four.
  float trend() {
    double week = fill.levels().week(item);
    return Scale.logRatio(week + 0.1 * level(), 1.1 * level(), 1.5);
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

  Today today() {
    return fill.today();
  }

  /// `L(sy + w m, su + w m, 2)`.
  float pace(PaceColumn column, double weight) {
    double steady = weight * level();
    return Scale.logRatio(column.sold(item) + steady, column.usual(item) + steady, 2);
  }
}
