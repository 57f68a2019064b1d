package io.parcook.tuning.tune;

import io.parcook.tuning.dataset.StoreHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// What each day of a store's past is for. In time order: days to learn from, among them a few set
/// aside; the days that say when to stop; the newest, by which the candidate is judged. No day has
/// two uses.
///
/// @param learn days to learn from
/// @param look days that say when to stop
/// @param older days among those of `learn`, set aside: a candidate that is good only for the last
///     week is seen by them
/// @param newest days by which the candidate is judged
/// @param left days left out because they are not believed
record NightDays(
    NavigableSet<Long> learn,
    NavigableSet<Long> look,
    List<Long> older,
    List<Long> newest,
    int left) {

  /// Days of past that the first target needs.
  static final int WARM_UP = 28;

  /// The least that anything is learned from.
  static final int FEWEST = 21;

  private static final int SET_ASIDE = 5;

  NightDays {
    learn = Collections.unmodifiableNavigableSet(new TreeSet<>(learn));
    look = Collections.unmodifiableNavigableSet(new TreeSet<>(look));
    older = List.copyOf(older);
    newest = List.copyOf(newest);
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
    int judged = Math.clamp(count / 4, 7, 14);
    int looked = Math.clamp(count / 8, 3, 7);
    int begin = count - judged - looked;
    List<Long> learn = new ArrayList<>();
    List<Long> older = new ArrayList<>();
    for (int i = 0; i < begin; i++) {
      (i % SET_ASIDE == SET_ASIDE - 1 ? older : learn).add(days.get(i));
    }
    return Optional.of(
        new NightDays(
            new TreeSet<>(learn),
            new TreeSet<>(days.subList(begin, count - judged)),
            older,
            days.subList(count - judged, count),
            left));
  }
}
