package io.parcook.service.learning;

/// What two forecasters lost on the same rows of a span of time.
///
/// @param mine pinball loss, summed over rows and averaged over levels, portions
/// @param theirs the other's
/// @param sold portions sold in the rows
record Losses(double mine, double theirs, double sold, long rows) {

  Losses plus(Losses more) {
    return new Losses(mine + more.mine, theirs + more.theirs, sold + more.sold, rows + more.rows);
  }
}
