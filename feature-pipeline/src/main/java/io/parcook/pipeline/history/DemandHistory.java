package io.parcook.pipeline.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/// The recent past of one store in memory: per item, slot and day the portions sold, whether the
/// item was sold out, and beside them presence, promotions, weather and opening hours.
///
/// A cell is known, and then a number, or unknown, and then NaN. It is unknown
/// - where the item was sold out for any part of the interval (its demand is censored),
/// - on a local date on which the store sold nothing at all (no data, or closed),
/// - on days before the item's first sale in the window,
/// - in a slot that the store had said it is closed in, and sold nothing in,
/// - in the slots that a spring switch of the clocks leaves out.
///
/// The window ends with the newest day that anything was sold, counted or stocked on, and moves
/// with it; older days are forgotten. What is known depends only on which changes were applied, not
/// on when, so a history that was rebuilt from a ledger equals the one that lived through it.
///
/// One thread writes; any number read. Each query sees the history between two calls of [#apply].
public final class DemandHistory {

  /// Days whose same slots make the usual level.
  public static final int USUAL_DAYS = 14;

  private final StoreCalendar calendar;
  private final HistoryLimits limits;
  private final HistoryWindow window;
  private final HistoryWriter writer;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /// A store without public holidays.
  public DemandHistory(StoreCalendar calendar, HistoryLimits limits) {
    this(calendar, limits, HolidayCalendar.none());
  }

  public DemandHistory(StoreCalendar calendar, HistoryLimits limits, HolidayCalendar holidays) {
    this.calendar = calendar;
    this.limits = limits;
    window = new HistoryWindow(calendar, limits, holidays);
    writer = new HistoryWriter(window, limits);
  }

  public StoreCalendar calendar() {
    return calendar;
  }

  public HistoryLimits limits() {
    return limits;
  }

  /// How far back from the newest event sales and people are held one by one, so that a window may
  /// begin and end inside an interval: three hours, or five intervals where that is longer.
  public Duration recent() {
    return HistoryWindow.recent(calendar);
  }

  /// Runs `query` on the arrays themselves while no change is applied.
  public <T> T read(Function<HistoryWindow, T> query) {
    lock.readLock().lock();
    try {
      return query.apply(window);
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Item names in order of first appearance; an item's place is its row in every array.
  public List<String> items() {
    return read(_ -> writer.names());
  }

  /// The place of an item in [#items]; -1 if it is not known.
  public int item(String name) {
    return read(_ -> writer.place(name));
  }

  public HistoryCounts counts() {
    return read(_ -> writer.counts());
  }

  /// Applies changes in order. What lies outside the window, or past the limit of items, is counted
  /// and left out.
  public void apply(List<? extends IntervalChange> changes) {
    write(
        () -> {
          for (IntervalChange change : changes) {
            writer.apply(change);
          }
        });
  }

  /// Makes room for an item, for loading files.
  ///
  /// @return its place in [#items]
  /// @throws IllegalStateException past the limit of items
  public int addItem(String name) {
    lock.writeLock().lock();
    try {
      int place = writer.addItem(name);
      if (place < 0) {
        throw new IllegalStateException(
            "The history holds at most " + limits.items() + " items; '" + name + "' is one more.");
      }
      return place;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /// Sets a whole day of an item, for loading files. Replaces what was known of that day.
  ///
  /// @param sold portions by slot; NaN is taken as sold out, so that nothing is known of the slot
  /// @param soldOut the slots in which the item was sold out for any part
  public void setDay(int item, long day, float[] sold, BitSet soldOut) {
    if (sold.length != calendar.slotsPerDay()) {
      throw new IllegalArgumentException(
          "A day has " + calendar.slotsPerDay() + " slots; portions were given for " + sold.length);
    }
    write(() -> writer.setDay(item, day, sold, soldOut));
  }

  /// Sets an item's promotion for one whole local date, for loading files.
  ///
  /// @param depth the share taken off the price, 0 to 1
  /// @param active true if the item was promoted, with or without a discount
  public void setPromotion(int item, long day, float depth, boolean active) {
    write(
        () ->
            window
                .promotions()
                .add(item, calendar.start(day, 0), calendar.start(day + 1, 0), depth, active));
  }

  /// Sets the weather of one local date, for loading files.
  ///
  /// @param temperature mean, degrees Celsius
  /// @param rain millimetres over the day
  public void setWeather(long day, float temperature, float rain) {
    write(() -> window.weather().add(day, temperature, rain));
  }

  /// Portions of an item sold in a day's slot; NaN where unknown or censored. On a day whose slot
  /// happens twice (autumn switch), the mean of the two.
  public float sold(int item, long day, int slot) {
    return read(known -> known.item(item).demand(day, slot));
  }

  /// Portions of an item counted in `[from, to)`, sold out or not. Exact where both ends are
  /// interval boundaries or lie within the last [#recent] of the newest event; of an older interval
  /// that an end cuts, nothing is counted.
  public float soldBetween(int item, Instant from, Instant to) {
    return read(known -> known.soldBetween(item, from, to));
  }

  /// What is known of the same slot on the days before a target's date: the empirical distribution
  /// of the item's demand there.
  ///
  /// @param origin only intervals that had ended by then count
  /// @param target any moment of the target interval
  /// @param days how many days before the target's date to look at
  /// @param values receives the known portions, newest day first; at least `days` long
  /// @return how many values were written
  public int sameSlot(int item, Instant origin, Instant target, int days, float[] values) {
    return read(known -> known.sameSlot(item, origin, target, days, values));
  }

  /// The usual level of an item in a target's slot: the mean of what [#sameSlot] knows of the last
  /// [#USUAL_DAYS] days or, where that is nothing, of twice as many; NaN if that is nothing too.
  public float usual(int item, Instant origin, Instant target) {
    float[] values = new float[2 * USUAL_DAYS];
    int known = sameSlot(item, origin, target, USUAL_DAYS, values);
    if (known == 0) {
      known = sameSlot(item, origin, target, 2 * USUAL_DAYS, values);
    }
    double sum = 0;
    for (int i = 0; i < known; i++) {
      sum += values[i];
    }
    return (float) (sum / known);
  }

  /// The slots in which the store is open on a local date, as known at `origin`: as it had said or,
  /// if it had not, those in which it sold anything on the 28 days before the origin's.
  public BitSet openSlots(LocalDate date, Instant origin) {
    long day = date.toEpochDay();
    long[] mask = new long[Slots.words(calendar.slotsPerDay())];
    long[] learned = new long[mask.length];
    return read(
        known -> {
          known.addLearned(calendar.day(origin), learned);
          known.addOpen(day, origin, learned, mask);
          return BitSet.valueOf(mask);
        });
  }

  /// True if the item is sold out at a moment, as far as is known.
  public boolean isSoldOut(int item, Instant moment) {
    return read(known -> known.item(item).isOut(moment.toEpochMilli()));
  }

  private void write(Runnable change) {
    lock.writeLock().lock();
    try {
      change.run();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
