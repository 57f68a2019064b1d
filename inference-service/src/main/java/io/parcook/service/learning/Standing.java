package io.parcook.service.learning;

/// How a contest stands.
///
/// @param version its number in the catalog
/// @param against the other's number; 0 for the usual level
/// @param days on which both were scored
/// @param wql of the version over these days
/// @param wqlOfOther of the other, on the same rows
public record Standing(int version, int against, int days, double wql, double wqlOfOther) {

  static Standing of(Contest contest) {
    return new Standing(
        contest.pair().version(),
        contest.pair().against(),
        contest.days().size(),
        contest.wql(),
        contest.wqlOfOther());
  }
}
