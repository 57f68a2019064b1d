package io.parcook.plan.kitchen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One item's portions on hand and owed.
///
/// @param lots oldest first
/// @param owed portions that were ordered and are not served
/// @param owedSince when the last of them was ordered; null where nothing is owed
public record ItemStock(List<Lot> lots, int owed, @Nullable Instant owedSince, Tally tally) {

  static final ItemStock EMPTY = new ItemStock(List.of(), 0, null, Tally.NONE);

  /// Lots that are held apart; more join the youngest.
  static final int MOST_LOTS = 200;

  public ItemStock {
    lots = List.copyOf(lots);
  }

  /// Portions on hand.
  public int onHand() {
    return lots.stream().mapToInt(Lot::portions).sum();
  }

  ItemStock at(Instant now, Duration patience) {
    int expired = 0;
    var fresh = new ArrayList<Lot>(lots.size());
    for (Lot lot : lots) {
      if (lot.expires().isAfter(now)) {
        fresh.add(lot);
      } else {
        expired += lot.portions();
      }
    }
    boolean waits = owedSince != null && owedSince.plus(patience).isAfter(now);
    if (expired == 0 && waits == (owed > 0)) {
      return this;
    }
    Tally t = tally;
    return new ItemStock(
        fresh,
        waits ? owed : 0,
        waits ? owedSince : null,
        new Tally(
            t.cooked(),
            t.sold(),
            t.missing(),
            t.discarded(),
            t.expired() + expired,
            t.corrected()));
  }

  ItemStock cooked(int portions, Instant ready, Instant expires) {
    int served = Math.min(owed, portions);
    var more = new ArrayList<Lot>(lots);
    if (portions > served) {
      int place = more.size();
      while (place > 0 && more.get(place - 1).expires().isAfter(expires)) {
        place--;
      }
      if (more.size() < MOST_LOTS) {
        more.add(place, new Lot(portions - served, ready, expires));
      } else {
        Lot last = more.getLast();
        more.set(more.size() - 1, last.with(last.portions() + portions - served));
      }
    }
    Tally t = tally;
    return new ItemStock(
        more,
        owed - served,
        owed == served ? null : owedSince,
        new Tally(
            t.cooked() + portions,
            t.sold(),
            t.missing(),
            t.discarded(),
            t.expired(),
            t.corrected()));
  }

  ItemStock sold(int portions, Instant time) {
    int missing = Math.max(0, portions - onHand());
    Tally t = tally;
    return new ItemStock(
        without(portions - missing),
        owed + missing,
        missing > 0 ? time : owedSince,
        new Tally(
            t.cooked(),
            t.sold() + portions,
            t.missing() + missing,
            t.discarded(),
            t.expired(),
            t.corrected()));
  }

  /// A void takes back what is owed first; what was on hand is again, as old as the oldest lot, so
  /// that nothing is thought fresher than it is. With nothing on hand its age is unknown, and it is
  /// forgotten.
  ItemStock givenBack(int portions) {
    int unowed = Math.min(owed, portions);
    var more = new ArrayList<Lot>(lots);
    if (!more.isEmpty()) {
      Lot oldest = more.getFirst();
      more.set(0, oldest.with(oldest.portions() + portions - unowed));
    }
    Tally t = tally;
    return new ItemStock(
        more,
        owed - unowed,
        owed == unowed ? null : owedSince,
        new Tally(
            t.cooked(),
            t.sold() - portions,
            t.missing() - unowed,
            t.discarded(),
            t.expired(),
            t.corrected()));
  }

  ItemStock discarded(int portions) {
    Tally t = tally;
    return new ItemStock(
        without(portions),
        owed,
        owedSince,
        new Tally(
            t.cooked(),
            t.sold(),
            t.missing(),
            t.discarded() + portions,
            t.expired(),
            t.corrected()));
  }

  /// Takes back what a batch that is not ready after all brought: of those portions the ones that
  /// orders took are owed again.
  ItemStock recalled(Cooking batch, Instant time) {
    int gone = batch.portions();
    var left = new ArrayList<Lot>(lots.size());
    for (Lot lot : lots) {
      int taken = lot.ready().equals(batch.ready()) ? Math.min(gone, lot.portions()) : 0;
      gone -= taken;
      if (taken < lot.portions()) {
        left.add(lot.with(lot.portions() - taken));
      }
    }
    Tally t = tally;
    return new ItemStock(
        left,
        owed + gone,
        gone > 0 ? time : owedSince,
        new Tally(
            t.cooked() - batch.portions(),
            t.sold(),
            t.missing(),
            t.discarded(),
            t.expired(),
            t.corrected()));
  }

  /// Portions that never became ready are waste.
  ItemStock scrapped(int portions) {
    Tally t = tally;
    return new ItemStock(
        lots,
        owed,
        owedSince,
        new Tally(
            t.cooked(),
            t.sold(),
            t.missing(),
            t.discarded() + portions,
            t.expired(),
            t.corrected()));
  }

  /// The count holds: the oldest portions are gone, or more are there, taken as just ready.
  ItemStock counted(int portions, Instant time, Instant expires) {
    int book = onHand();
    ItemStock right =
        portions <= book
            ? new ItemStock(without(book - portions), owed, owedSince, tally)
            : new ItemStock(lots, 0, null, tally).cooked(portions - book, time, expires);
    Tally t = tally;
    return new ItemStock(
        right.lots,
        right.owed,
        right.owedSince,
        new Tally(
            t.cooked(),
            t.sold(),
            t.missing(),
            t.discarded(),
            t.expired(),
            t.corrected() + portions - book));
  }

  /// The lots without so many of the oldest portions, or all.
  private List<Lot> without(int portions) {
    int gone = portions;
    var left = new ArrayList<Lot>(lots.size());
    for (Lot lot : lots) {
      int taken = Math.min(gone, lot.portions());
      gone -= taken;
      if (taken < lot.portions()) {
        left.add(lot.with(lot.portions() - taken));
      }
    }
    return left;
  }
}
