package io.parcook.models.calibrate;

/// How many rows a store teaches in a day. Rows come in bursts that resemble each other, so what is
/// learned from them counts in days' worth of rows: no burst is worth more than a day.
///
/// @param usual rows of a day, as the days before had them
/// @param today rows of the newest day so far
/// @param day the newest day; any number that grows by one from day to day
record RowsADay(double usual, double today, long day) {

  /// No store's rows are fewer a day than this makes of them: a small one learns over days.
  static final double FEWEST = 500;

  static final RowsADay NONE = new RowsADay(FEWEST, 0, Long.MIN_VALUE);

  RowsADay {
    if (!(usual >= FEWEST && today >= 0 && Double.isFinite(usual + today))) {
      throw new IllegalArgumentException(
          "rows of a day are " + FEWEST + " or more, and finite; got " + usual + ", " + today);
    }
  }

  /// These, and more of a day.
  RowsADay plus(long more, int rows) {
    if (more <= day) {
      return new RowsADay(usual, today + rows, day);
    }
    // Halfway to the day that ended: one odd day changes the rates a little.
    double next = today > 0 ? Math.max(FEWEST, (usual + today) / 2) : usual;
    return new RowsADay(next, rows, more);
  }

  /// Rows that make a day now.
  double now() {
    return Math.max(usual, today);
  }
}
