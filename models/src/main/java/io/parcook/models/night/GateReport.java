package io.parcook.models.night;

import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.Verdict;
import java.util.Locale;

/// What the gate found of a candidate.
///
/// @param candidate WQL on the newest weeks, each forecast by what was learned before it; the
///     newest by the candidate
/// @param live WQL of what serves now, on the same rows
/// @param base WQL of the base that the candidate was tuned from, on the same rows; what serves now
///     may be the base itself, or what another night made of it
/// @param usual WQL of the usual level, on the same rows
/// @param againstLive on the newest weeks
/// @param againstBase on the newest weeks
/// @param againstUsual on the newest weeks
/// @param itself the candidate against what serves now, on days that it has not learned from: the
///     newest week, and days of the weeks before
public record GateReport(
    double candidate,
    double live,
    double base,
    double usual,
    Evidence againstLive,
    Evidence againstBase,
    Evidence againstUsual,
    Evidence itself) {

  /// Better only with evidence that it beats what serves, the base and the usual level, and if the
  /// candidate itself is no worse on the days it has not learned from; worse where there is
  /// evidence of that; undecided otherwise. The base is asked too, since nights that each beat the
  /// one before could drift below it.
  public Verdict verdict() {
    if (againstLive.verdict() == Verdict.WORSE
        || againstBase.verdict() == Verdict.WORSE
        || againstUsual.verdict() == Verdict.WORSE
        || itself.verdict() == Verdict.WORSE) {
      return Verdict.WORSE;
    }
    return againstLive.verdict() == Verdict.BETTER
            && againstBase.verdict() == Verdict.BETTER
            && againstUsual.verdict() == Verdict.BETTER
            && itself.difference() <= 0
        ? Verdict.BETTER
        : Verdict.UNDECIDED;
  }

  /// What was found and what follows, for a record and a person.
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "%s: WQL %.4f on the newest weeks, live %.4f, base %.4f, usual level %.4f. Against the live"
            + " model %s; against the base %s; against the usual level %s; itself, on days"
            + " that it has not learned from, against the live model %s.",
        switch (verdict()) {
          case BETTER -> "The candidate is better";
          case UNDECIDED -> "The candidate is not better with evidence, the live model stays";
          case WORSE -> "The candidate is worse, the live model stays";
        },
        candidate,
        live,
        base,
        usual,
        againstLive,
        againstBase,
        againstUsual,
        itself);
  }
}
