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
  private final long[] spoken;
  private final @Nullable DayShape[] shapes;

  StoreDays(DayRing ring, WallClock clock) {
    this.ring = ring;
    this.clock = clock;
    slots = clock.slotsPerDay();
    words = Slots.words(slots);
    sellers = new int[slots * ring.days()];
    sold = new long[ring.days() * words];
    stated = new long[ring.days() * words];
    spoken = new long[ring.days() * words];
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

  /// Adds to `mask` the slots in which the store was open on a day that is over: where it sold
  /// anything, where it had said so or, if it had said nothing, those of `learned`.
  public void addOpen(long day, long[] learned, long[] mask) {
    int base = ring.place(day) * words;
    for (int word = 0; word < words && ring.holds(day); word++) {
      long said = spoken[base + word];
      mask[word] |= sold[base + word] | stated[base + word] | (learned[word] & ~said);
    }
  }

  /// Adds to `mask` the slots in which the store sold anything on the day.
  public void addSold(long day, long[] mask) {
    if (ring.holds(day)) {
      Slots.or(sold, ring.place(day) * words, mask);
    }
  }

  /// True if the store had said that it is closed in the slot and indeed sold nothing in it.
  boolean isShut(int place, int slot) {
    return Slots.get(spoken, place * words, slot)
        && !Slots.get(stated, place * words, slot)
        && !Slots.get(sold, place * words, slot);
  }

  /// The shape of a day of the window on which clocks change; null for an ordinary day.
  @Nullable DayShape shape(int place) {
    return shapes[place];
  }

  /// An item's count of a slot began or ceased to be zero. True if that changes what the cells of
  /// the other items in the slot mean: they are unknown where the store had said that it is closed
  /// and sells nothing.
  boolean count(int place, int slot, boolean sells) {
    int cell = slot * ring.days() + place;
    boolean before = sellers[cell] > 0;
    sellers[cell] += sells ? 1 : -1;
    boolean after = sellers[cell] > 0;
    Slots.set(sold, place * words, slot, after);
    return before != after
        && Slots.get(spoken, place * words, slot)
        && !Slots.get(stated, place * words, slot);
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
    Arrays.fill(spoken, place * words, (place + 1) * words, 0);
    opening.mark(day, Instant.MAX, spoken, stated, place * words);
  }
}
