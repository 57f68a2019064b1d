package io.parcook.journey;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// One item of a forecast as a test wants it said; the coming hours follow from the next one.
record ScriptedItem(
    String name, double expected, double low, double high, double usual, boolean soldOut) {

  static final int STEPS = 24;

  static ScriptedItem of(String name, double expected, double usual) {
    return new ScriptedItem(name, expected, expected * 0.8, expected * 1.2, usual, false);
  }

  ScriptedItem outOfStock() {
    return new ScriptedItem(name, expected, low, high, usual, true);
  }

  /// `count` items, each smaller than the one before.
  static List<ScriptedItem> menu(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> of("Item " + (i + 1), 100.0 - i, 100.0 - i))
        .toList();
  }

  String json() {
    return String.format(
        Locale.ROOT,
        """
        {"item":"%s","expected":%s,"usual":%s,"quantiles":[],"soldOut":%b,\
        "nextHour":{"expected":%s,"low":%s,"high":%s,"usual":%s}}""",
        name,
        Collections.nCopies(STEPS, expected / 4),
        Collections.nCopies(STEPS, usual / 4),
        soldOut,
        expected,
        low,
        high,
        usual);
  }
}
