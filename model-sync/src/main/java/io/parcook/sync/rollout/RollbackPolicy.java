package io.parcook.sync.rollout;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// When a live version is rolled back by itself: if over its last days, or hours, it lost more than
/// its base by more than a margin in sum, and in so many of them that chance does not explain it.
/// The second is an exact sign test (Conover, Practical Nonparametric Statistics, 3.4), so that one
/// freak day, however bad, decides nothing.
///
/// @param window most spans looked at, the newest
/// @param margin by how much worse it may be, 0.05 for 5 %
/// @param chance the greatest probability of so many worse spans that still counts as evidence
public record RollbackPolicy(int window, double margin, double chance) {

  /// Somewhat worse: by 5 % over up to 14 days, at 1 in 50; six days in a row at the least.
  public static final RollbackPolicy BY_DAYS = new RollbackPolicy(14, 0.05, 0.02);

  /// A disaster: by half over up to 12 hours, at 1 in 500; nine hours in a row at the least.
  public static final RollbackPolicy BY_HOURS = new RollbackPolicy(12, 0.5, 0.002);

  public RollbackPolicy {
    if (window < 1 || window > 366 || !(margin >= 0) || !(chance > 0 && chance < 0.5)) {
      throw new IllegalArgumentException(
          "a window of 1 to 366, a margin not negative, a chance between 0 and 0.5; got %d, %s, %s"
              .formatted(window, margin, chance));
    }
  }

  /// Judges by the newest spans, in whatever order they are given. Those without any loss say
  /// nothing.
  public RollbackVerdict judge(List<ScoredSpan> spans) {
    List<ScoredSpan> recent =
        spans.stream()
            .filter(span -> span.live() + span.base() > 0)
            .sorted(Comparator.comparing(ScoredSpan::start).reversed())
            .limit(window)
            .toList();
    double live = recent.stream().mapToDouble(ScoredSpan::live).sum();
    double base = recent.stream().mapToDouble(ScoredSpan::base).sum();
    int worse = (int) recent.stream().filter(span -> span.worse(margin)).count();
    double byChance = atLeast(worse, recent.size());
    Map<String, Double> figures =
        Map.of(
            "spans", (double) recent.size(),
            "spans.worse", (double) worse,
            "loss.live", live,
            "loss.base", base,
            "margin", margin,
            "chance", byChance);
    return live > base * (1 + margin) && byChance <= chance
        ? new RollbackVerdict.RollBack(
            String.format(
                Locale.ROOT,
                "worse by more than %.0f %% in sum and in %d of %d spans",
                margin * 100,
                worse,
                recent.size()),
            figures)
        : new RollbackVerdict.Keep(figures);
  }

  /// The probability of at least `heads` in `tosses` of a fair coin.
  static double atLeast(int heads, int tosses) {
    double exactly = Math.scalb(1.0, -tosses);
    double sum = 0;
    for (int k = 0; k <= tosses; k++) {
      sum += k >= heads ? exactly : 0;
      exactly = exactly * (tosses - k) / (k + 1);
    }
    return Math.min(1, sum);
  }
}
