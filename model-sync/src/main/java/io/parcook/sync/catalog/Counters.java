package io.parcook.sync.catalog;

/// Numbers that only grow, kept apart because what they counted may be forgotten.
///
/// @param seq of the last decision
/// @param number of the newest version
/// @param highestRelease the newest release of the cloud that ever was live here
/// @param minimumRelease the lowest release of the cloud that may serve
record Counters(long seq, int number, long highestRelease, long minimumRelease) {

  static final Counters NONE = new Counters(0, 0, 0, 0);

  Counters with(Change change) {
    Counters after = this;
    for (VersionState state : change.states()) {
      long live = state instanceof VersionState.Live ? state.version().artifact().release() : 0;
      after = after.max(new Counters(0, state.version().number(), live, 0));
    }
    return after.max(new Counters(change.decision().seq(), 0, 0, change.minimumRelease()));
  }

  Counters max(Counters other) {
    return new Counters(
        Math.max(seq, other.seq),
        Math.max(number, other.number),
        Math.max(highestRelease, other.highestRelease),
        Math.max(minimumRelease, other.minimumRelease));
  }
}
