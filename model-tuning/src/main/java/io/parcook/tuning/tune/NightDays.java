package io.parcook.tuning.tune;

import io.parcook.tuning.dataset.StoreHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What each day of a store's past is for, in time order: weeks to learn from, among them a few
/// days set aside; a few days that say how many steps are worth making; and the newest weeks, each
/// of which judges what was learned from all days before it.
///
/// @param learn weeks to learn from
/// @param look days that say how many steps are made; learned from afterwards
/// @param judged the newest weeks, the oldest first
/// @param older days among those of `learn`, set aside: nothing is ever learned from them
/// @param left days left out because they are not believed
record NightDays(
    List<List<Long>> learn, List<Long> look, List<List<Long>> judged, List<Long> older, int left) {

  /// Days of past that the first target needs.
  static final int WARM_UP = 28;

  /// The least that anything is learned from.
  static final int FEWEST = 21;

  private static final int WEEK = 7;

  /// Weeks that judge, where the past is long enough.
  static final int MOST_JUDGED = 3;

  private static final int SET_ASIDE = 5;

  NightDays {
    learn = learn.stream().map(List::copyOf).toList();
    look = List.copyOf(look);
    judged = judged.stream().map(List::copyOf).toList();
    older = List.copyOf(older);
  }

  /// The uses of a store's days; empty if there are fewer than [#FEWEST].
  static Optional<NightDays> of(StoreHistory store) {
    DayTotals totals = new DayTotals(store);
    List<Long> days = new ArrayList<>();
    int left = 0;
    for (long day = store.first().toEpochDay() + WARM_UP; day <= store.last().toEpochDay(); day++) {
      if (totals.believes(day)) {
        days.add(day);
      } else {
        left++;
      }
    }
    int count = days.size();
    if (count < FEWEST) {
      return Optional.empty();
    }
    int weeks = Math.clamp(count / (2 * WEEK), 1, MOST_JUDGED);
    int judged = count - weeks * WEEK;
    int begin = judged - Math.clamp(count / 8, 3, WEEK);
    List<Long> learn = new ArrayList<>();
    List<Long> older = new ArrayList<>();
    for (int i = 0; i < begin; i++) {
      (i % SET_ASIDE == SET_ASIDE - 1 ? older : learn).add(days.get(i));
    }
    return Optional.of(
        new NightDays(
            split(learn, Math.max(1, learn.size() / WEEK)),
            days.subList(begin, judged),
            split(days.subList(judged, count), weeks),
            older,
            left));
  }

  private static List<List<Long>> split(List<Long> days, int parts) {
    List<List<Long>> all = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      all.add(days.subList(i * days.size() / parts, (i + 1) * days.size() / parts));
    }
    return all;
  }

  /// All that something is learned from, in time order: the weeks, the days of the looks, and each
  /// week that judges but the newest.
  List<List<Long>> learned() {
    List<List<Long>> all = new ArrayList<>(learn);
    all.add(look);
    all.addAll(judged.subList(0, judged.size() - 1));
    return all;
  }

  /// Days that the candidate has not learned from, in time order.
  List<Long> unseen() {
    List<Long> days = new ArrayList<>(older);
    days.addAll(judged.getLast());
    return days;
  }
}
