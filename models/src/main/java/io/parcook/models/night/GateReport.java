package io.parcook.models.night;

import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.Verdict;
import java.util.Locale;

/// What the gate found of a candidate.
///
/// @param candidate WQL on the newest days
/// @param live WQL of what serves now, on the same rows
/// @param usual WQL of the usual level, on the same rows
/// @param againstLive on the newest days
/// @param againstUsual on the newest days
/// @param onOlderDays against what serves now, on days of the weeks before
public record GateReport(
    double candidate,
    double live,
    double usual,
    Evidence againstLive,
    Evidence againstUsual,
    Evidence onOlderDays) {

  /// Better only with evidence that it beats both what serves and the usual level, and if it is no
  /// worse on the older days; worse where there is evidence of that; undecided otherwise.
  public Verdict verdict() {
    if (againstLive.verdict() == Verdict.WORSE
        || againstUsual.verdict() == Verdict.WORSE
        || onOlderDays.verdict() == Verdict.WORSE) {
      return Verdict.WORSE;
    }
    return againstLive.verdict() == Verdict.BETTER
            && againstUsual.verdict() == Verdict.BETTER
            && onOlderDays.difference() <= 0
        ? Verdict.BETTER
        : Verdict.UNDECIDED;
  }

  /// What was found and what follows, for a record and a person.
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "%s: WQL %.4f on the newest days, live %.4f, usual level %.4f. Against the live model %s;"
            + " against the usual level %s; on older days against the live model %s.",
        switch (verdict()) {
          case BETTER -> "The candidate is better";
          case UNDECIDED -> "The candidate is not better with evidence, the live model stays";
          case WORSE -> "The candidate is worse, the live model stays";
        },
        candidate,
        live,
        usual,
        againstLive,
        againstUsual,
        onOlderDays);
  }
}
