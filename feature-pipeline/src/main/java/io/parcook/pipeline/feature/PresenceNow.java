package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.HistoryWindow;
import io.parcook.pipeline.history.Presence;
import io.parcook.pipeline.history.Slots;

/// The people who came in the last minutes before the origin, against the usual at that time of
/// day.
final class PresenceNow {

  private static final int USUAL_DAYS = 14;
  private static final int KNOWN_DAYS = 28;
  private static final int LEAST_DAYS = 3;

  private final float known;
  private final float quarter;
  private final float hour;

  PresenceNow(Origin origin) {
    Presence presence = origin.window().presence();
    boolean anyone = false;
    int days = 0;
    for (int ago = 1; ago <= KNOWN_DAYS; ago++) {
      boolean counted = presence.isKnown(origin.today() - ago);
      anyone |= counted;
      days += counted && ago <= USUAL_DAYS ? 1 : 0;
    }
    known = anyone ? 1 : 0;
    boolean enough = days >= LEAST_DAYS;
    double steady = enough ? 0.5 + 0.1 * perOpenHour(origin) : 0;
    quarter = enough ? pace(origin, 15, steady) : 0;
    hour = enough ? pace(origin, 60, steady) : 0;
  }

  /// People who entered in an open hour, on average of the last 14 days.
  private static double perOpenHour(Origin origin) {
    HistoryWindow window = origin.window();
    double sum = 0;
    int cells = 0;
    for (int ago = 1; ago <= USUAL_DAYS; ago++) {
      long day = origin.today() - ago;
      if (window.presence().isKnown(day)) {
        long[] open = origin.open(day);
        for (int slot = 0; slot < window.clock().slotsPerDay(); slot++) {
          if (Slots.get(open, 0, slot)) {
            sum += window.presence().entered(day, slot);
            cells++;
          }
        }
      }
    }
    return cells == 0 ? 0 : sum / cells * 3600 / window.clock().length();
  }

  private static float pace(Origin origin, int minutes, double steady) {
    Presence presence = origin.window().presence();
    long end = origin.millis();
    double entered = steady;
    double usual = steady;
    for (Piece piece : Piece.window(origin.window(), end - minutes * 60_000L, end)) {
      boolean part = piece.fraction() < 1;
      boolean exact = presence.recent().covers(piece.from());
      boolean over = piece.fraction() == 1 || (piece.interval() + 1) * length(origin) <= end;
      if (part && exact) {
        entered += presence.enteredBetween(piece.from(), piece.to());
      } else if (over) {
        entered += presence.enteredIn(piece.interval()) * piece.fraction();
      } else {
        continue;
      }
      usual += usual(origin, piece.slot()) * piece.fraction();
    }
    return Scale.logRatio(entered, usual, 2);
  }

  private static long length(Origin origin) {
    return origin.window().clock().length() * 1000;
  }

  private static double usual(Origin origin, int slot) {
    double sum = 0;
    int days = 0;
    for (int ago = 1; ago <= USUAL_DAYS; ago++) {
      float entered = origin.window().presence().entered(origin.today() - ago, slot);
      if (!Float.isNaN(entered)) {
        sum += entered;
        days++;
      }
    }
    return days == 0 ? 0 : sum / days;
  }

  float known() {
    return known;
  }

  float quarter() {
    return quarter;
  }

  float hour() {
    return hour;
  }
}
