package io.parcook.pipeline.history;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is known of each day of a store as a whole: in which slots it sold anything (its count of
/// some item is not zero), when it said that it opens, and where clocks change.
public final class StoreDays {

  private final DayRing ring;
  private final WallClock clock;
  private final int slots;
  private final int words;
  private final int[] sellers;
  private final long[] sold;
  private final long[] stated;
  private final boolean[] isStated;
  private final @Nullable DayShape[] shapes;

  StoreDays(DayRing ring, WallClock clock) {
    this.ring = ring;
    this.clock = clock;
    slots = clock.slotsPerDay();
    words = Slots.words(slots);
    sellers = new int[slots * ring.days()];
    sold = new long[ring.days() * words];
    stated = new long[ring.days() * words];
    isStated = new boolean[ring.days()];
    shapes = new DayShape[ring.days()];
  }

  /// True if the store sold anything on the day. A day without a sale is a day without data.
  public boolean isKnown(long day) {
    return ring.holds(day) && Slots.any(sold, ring.place(day) * words, words);
  }

  /// The first slot of the day in which the store sold anything; `slotsPerDay` if none.
  public int firstSold(long day) {
    return ring.holds(day) ? Slots.first(sold, ring.place(day) * words, words, slots) : slots;
  }

  /// True if the store said when it opens on that day.
  public boolean isStated(long day) {
    return ring.holds(day) && isStated[ring.place(day)];
  }

  /// Adds to `mask` the slots in which the store sold anything on the day.
  public void addSold(long day, long[] mask) {
    if (ring.holds(day)) {
      Slots.or(sold, ring.place(day) * words, mask);
    }
  }

  /// Adds to `mask` the slots in which the store said that it is open on the day.
  public void addStated(long day, long[] mask) {
    if (ring.holds(day)) {
      Slots.or(stated, ring.place(day) * words, mask);
    }
  }

  /// True if the store said that it is closed in the slot and indeed sold nothing in it.
  boolean isShut(int place, int slot) {
    return isStated[place]
        && !Slots.get(stated, place * words, slot)
        && !Slots.get(sold, place * words, slot);
  }

  /// The shape of a day of the window on which clocks change; null for an ordinary day.
  @Nullable DayShape shape(int place) {
    return shapes[place];
  }

  /// An item began or ceased to have sold anything in a slot; true if with it the store did.
  boolean count(int place, int slot, boolean sells) {
    int cell = slot * ring.days() + place;
    sellers[cell] += sells ? 1 : -1;
    boolean any = sellers[cell] > 0;
    boolean changed = any != Slots.get(sold, place * words, slot);
    Slots.set(sold, place * words, slot, any);
    return changed;
  }

  void begin(long day, OpeningBook opening) {
    int place = ring.place(day);
    for (int slot = 0; slot < slots; slot++) {
      sellers[slot * ring.days() + place] = 0;
    }
    Arrays.fill(sold, place * words, (place + 1) * words, 0);
    shapes[place] = clock.shape(day);
    state(day, opening);
  }

  void state(long day, OpeningBook opening) {
    int place = ring.place(day);
    Arrays.fill(stated, place * words, (place + 1) * words, 0);
    isStated[place] = opening.mark(day, Instant.MAX, stated, place * words);
  }
}
