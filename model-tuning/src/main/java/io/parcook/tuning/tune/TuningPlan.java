package io.parcook.tuning.tune;

/// How a night goes. The defaults were measured (docs/decisions/0110-what-a-night-changes.md,
/// 0135-nights-that-gain.md).
///
/// @param policy which numbers are learned
/// @param rank of low-rank changes
/// @param steps most steps of the optimiser, for each week that judges
/// @param batch rows of a step
/// @param rate the highest learning rate: reached by a short warm-up, left along a half cosine
/// @param clip longest gradient; a longer one is shortened to it
/// @param levelPower an item's rows count as its level to this power: 1 counts portions, as WQL
///     does; 0 counts items alike
/// @param reach how far an initializer may move, as a share of its length
/// @param keep share of the change that is kept in the end: weights between the base's and the
///     tuned ones forecast better than either (Wortsman et al., *Robust fine-tuning of zero-shot
///     models*, CVPR 2022)
/// @param look steps between two looks at the newest days
/// @param patience looks without a gain after which it stops
/// @param rows most rows that are held in memory
/// @param seed of everything that is random
public record TuningPlan(
    TuningPolicy policy,
    int rank,
    int steps,
    int batch,
    double rate,
    double clip,
    double levelPower,
    double reach,
    double keep,
    int look,
    int patience,
    int rows,
    long seed) {

  public static final TuningPlan DEFAULT =
      new TuningPlan(
          TuningPolicy.LOW_RANK, 4, 200, 512, 0.001, 1, 1, 0.25, 0.75, 20, 10, 60_000, 1);

  public TuningPlan {
    if (rank < 1 || steps < 1 || batch < 1 || look < 1 || patience < 1 || rows < 1) {
      throw new IllegalArgumentException("A night's counts are at least 1");
    }
    if (!(rate > 0 && clip > 0 && reach > 0)) {
      throw new IllegalArgumentException("A night's rate, clip and reach are above 0");
    }
    if (!(keep > 0 && keep <= 1)) {
      throw new IllegalArgumentException("A night keeps more than 0 and at most all of it");
    }
  }

  public TuningPlan seeded(long other) {
    return new TuningPlan(
        policy,
        rank,
        steps,
        batch,
        rate,
        clip,
        levelPower,
        reach,
        keep,
        look,
        patience,
        rows,
        other);
  }

  public TuningPlan keeping(double share) {
    return new TuningPlan(
        policy,
        rank,
        steps,
        batch,
        rate,
        clip,
        levelPower,
        reach,
        share,
        look,
        patience,
        rows,
        seed);
  }

  public TuningPlan withSteps(int most) {
    return new TuningPlan(
        policy, rank, most, batch, rate, clip, levelPower, reach, keep, look, patience, rows, seed);
  }

  /// The learning rate of a step, counted from 1.
  double rate(int step) {
    double warm = Math.min(1, step / (double) look);
    return rate * warm * 0.5 * (1 + Math.cos(Math.PI * (step - 1) / steps));
  }
}
