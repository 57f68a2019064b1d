package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.DayRing;
import io.parcook.pipeline.history.HistoryWindow;
import io.parcook.pipeline.history.ItemHistory;

/// The level of every item over the whole days before the origin's, from day totals and bit sets
/// alone.
final class Levels {

  private static final int DAYS = 28;
  private static final int WEEK = 7;

  private float[] level = {};
  private float[] week = {};
  private float[] zeroShare = {};
  private float[] outShare = {};
  private boolean[] known = {};
  private long[] open = {};
  private final boolean[] usable = new boolean[DAYS];
  private double sum;
  private double sumWeek;

  void scan(Origin origin) {
    HistoryWindow window = origin.window();
    int items = window.items();
    if (level.length < items) {
      level = new float[items];
      week = new float[items];
      zeroShare = new float[items];
      outShare = new float[items];
      known = new boolean[items];
    }
    findOpen(origin);
    sum = 0;
    sumWeek = 0;
    for (int item = 0; item < items; item++) {
      scan(window.ring(), window.item(item), origin.today(), origin.words(), item);
      if (known[item]) {
        sum += level[item];
        sumWeek += week[item];
      }
    }
  }

  /// Marks the slots that were open on each of the days, leaving out those that clocks skipped.
  private void findOpen(Origin origin) {
    int words = origin.words();
    if (open.length < DAYS * words) {
      open = new long[DAYS * words];
    }
    for (int ago = 1; ago <= DAYS; ago++) {
      long day = origin.today() - ago;
      usable[ago - 1] = origin.window().store().isKnown(day);
      if (usable[ago - 1]) {
        System.arraycopy(origin.open(day), 0, open, (ago - 1) * words, words);
      }
    }
  }

  private void scan(DayRing ring, ItemHistory item, long today, int words, int place) {
    double total = 0;
    double weekTotal = 0;
    int count = 0;
    int weekCount = 0;
    int zeros = 0;
    int weekOpen = 0;
    int weekOut = 0;
    long[] censored = item.censored();
    long[] active = item.active();
    for (int ago = 1; ago <= DAYS; ago++) {
      long day = today - ago;
      if (!usable[ago - 1] || day < item.firstDay()) {
        continue;
      }
      int at = ring.place(day) * words;
      int seen = 0;
      for (int word = 0; word < words; word++) {
        long slots = open[(ago - 1) * words + word];
        long clear = slots & ~censored[at + word];
        seen += Long.bitCount(clear);
        zeros += Long.bitCount(clear & ~active[at + word]);
        if (ago <= WEEK) {
          weekOpen += Long.bitCount(slots);
          weekOut += Long.bitCount(slots & censored[at + word]);
        }
      }
      total += item.totals()[ring.place(day)];
      count += seen;
      if (ago <= WEEK) {
        weekTotal += item.totals()[ring.place(day)];
        weekCount += seen;
      }
    }
    known[place] = count > 0;
    level[place] = count == 0 ? Scale.LEAST : (float) Math.max(total / count, Scale.LEAST);
    week[place] = weekCount == 0 ? level[place] : (float) (weekTotal / weekCount);
    zeroShare[place] = count == 0 ? 0 : (float) zeros / count;
    outShare[place] = weekOpen == 0 ? 0 : (float) weekOut / weekOpen;
  }

  /// Portions per interval, at least [Scale#LEAST].
  float of(int item) {
    return level[item];
  }

  /// The same over the last week.
  float week(int item) {
    return week[item];
  }

  float zeroShare(int item) {
    return zeroShare[item];
  }

  float outShare(int item) {
    return outShare[item];
  }

  /// Sum of the levels of the items of which anything is known.
  double sum() {
    return sum;
  }

  double sumWeek() {
    return sumWeek;
  }
}
