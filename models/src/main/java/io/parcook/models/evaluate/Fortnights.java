package io.parcook.models.evaluate;

import java.util.Locale;

/// How a level was held over every fourteen days in a row. A forecast whose level is right on the
/// whole may be too low for weeks and too high for others: a kitchen lives in the weeks.
///
/// @param level of the quantile
/// @param held fortnights in which the share of rows that sold no more than the quantile was within
///     [#ALLOWED] of the level
/// @param all fortnights
/// @param worst the furthest that the share was from the level in one of them
public record Fortnights(double level, int held, int all, double worst) {

  /// How far from its level a share may be.
  public static final double ALLOWED = 0.02;

  static final int DAYS = 14;

  /// These and another store's.
  ///
  /// @throws IllegalArgumentException if they are of another level
  public Fortnights plus(Fortnights more) {
    if (level != more.level) {
      throw new IllegalArgumentException(
          "fortnights of level " + level + " and " + more.level + " do not add up");
    }
    return new Fortnights(level, held + more.held, all + more.all, Math.max(worst, more.worst));
  }

  /// One line for a person.
  @Override
  public String toString() {
    return all == 0
        ? "no fortnight"
        : String.format(
            Locale.ROOT,
            "%.0f %% quantile within two points in %.0f %% of %d sliding fortnights, %.1f off in the"
                + " worst",
            100 * level,
            100.0 * held / all,
            all,
            100 * worst);
  }
}
