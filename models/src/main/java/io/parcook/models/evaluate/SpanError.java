package io.parcook.models.evaluate;

/// Absolute error of sums over spans of consecutive intervals, such as hours: the expected portions
/// of a span against those sold in it. An interval that is not known counts on neither side.
final class SpanError {

  private double absolute;
  private long key = Long.MIN_VALUE;
  private double expected;
  private double actual;

  /// Adds an interval of the span `key`; another key than the last one closes the span before.
  void add(long span, double expectedPortions, double sold) {
    if (span != key) {
      close();
      key = span;
    }
    expected += expectedPortions;
    actual += sold;
  }

  /// Closes the open span: what comes next belongs to another item or forecast.
  void close() {
    absolute += Math.abs(expected - actual);
    expected = 0;
    actual = 0;
    key = Long.MIN_VALUE;
  }

  void merge(SpanError other) {
    absolute += other.absolute;
  }

  double absolute() {
    return absolute;
  }
}
