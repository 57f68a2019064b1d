package io.parcook.pipeline.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The arrays behind a [DemandHistory], for code that scans many of them at once. Everything here
/// may be read only inside [DemandHistory#read]; nothing may be kept or written.
public final class HistoryWindow {

  /// Days whose sales say when a store is open, if it does not say so itself.
  public static final int LEARNING_DAYS = 28;

  private final HolidayCalendar holidays;
  private final WallClock clock;
  private final DayRing ring;
  private final StoreDays store;
  private final OpeningBook opening;
  private final WeatherBook weather;
  private final Promotions promotions = new Promotions();
  private final List<ItemHistory> items = new ArrayList<>();
  private final Presence presence;
  private final RecentLog recent;
  private long settled;

  HistoryWindow(StoreCalendar calendar, HistoryLimits limits, HolidayCalendar holidays) {
    this.holidays = holidays;
    clock = new WallClock(calendar);
    ring = new DayRing(limits.days());
    store = new StoreDays(ring, clock);
    opening = new OpeningBook(clock, 2 * limits.days());
    weather = new WeatherBook(calendar.zone(), 2 * limits.days());
    long reach = recent(calendar).toMillis();
    recent = new RecentLog(reach, limits.recent());
    presence =
        new Presence(ring, store, clock, limits.zones(), new RecentLog(reach, limits.recent()));
  }

  /// How far back events are held one by one: what the longest rolling window can touch.
  static Duration recent(StoreCalendar calendar) {
    Duration windows = calendar.interval().multipliedBy(5);
    Duration hours = Duration.ofHours(3);
    return windows.compareTo(hours) > 0 ? windows : hours;
  }

  public WallClock clock() {
    return clock;
  }

  /// A number that changes whenever anything but the newest day may have changed.
  public long settled() {
    return settled;
  }

  public DayRing ring() {
    return ring;
  }

  public StoreDays store() {
    return store;
  }

  public int items() {
    return items.size();
  }

  public ItemHistory item(int item) {
    return items.get(item);
  }

  void forEachItem(Consumer<ItemHistory> action) {
    items.forEach(action);
  }

  public Promotions promotions() {
    return promotions;
  }

  public WeatherBook weather() {
    return weather;
  }

  public Presence presence() {
    return presence;
  }

  /// The sales of the last hours one by one, a row for each item.
  public RecentLog recent() {
    return recent;
  }

  public boolean isHoliday(long day) {
    return holidays.isHoliday(LocalDate.ofEpochDay(day));
  }

  OpeningBook opening() {
    return opening;
  }

  /// Makes room for one more item, and answers its place.
  int addItem() {
    unsettle();
    items.add(new ItemHistory(ring, store, clock));
    return items.size() - 1;
  }

  /// Takes note that more than the newest day may have changed.
  void unsettle() {
    settled++;
  }

  /// Adds to `mask` the slots in which the store is open on a day, as known at `origin`: as it had
  /// said, and where it sold anything all the same on a day that is over; of slots that it had said
  /// nothing of, those of `learned`.
  public void addOpen(long day, Instant origin, long[] learned, long[] mask) {
    if (day < clock.day(clock.interval(origin))) {
      store.addOpen(day, learned, mask);
      return;
    }
    long[] spoken = new long[mask.length];
    long[] stated = new long[mask.length];
    opening.mark(day, origin, spoken, stated, 0);
    for (int word = 0; word < mask.length; word++) {
      mask[word] |= stated[word] | (learned[word] & ~spoken[word]);
    }
  }

  /// Adds to `mask` the slots in which the store sold anything on the 28 days before a day.
  public void addLearned(long day, long[] mask) {
    for (long past = day - LEARNING_DAYS; past < day; past++) {
      store.addSold(past, mask);
    }
  }

  /// The newest day whose cell in a slot may be used at `origin`: the origin's own day if the slot
  /// had ended by then and the item and the store had sold anything in a slot that had; else the
  /// day before.
  public long lastUsable(int item, int slot, Instant origin) {
    long today = clock.day(clock.interval(origin));
    return slot < usableSlots(item, today, clock.endedSlots(today, origin)) ? today : today - 1;
  }

  /// How many slots of the origin's own day, from its first, may be used of an item, of those that
  /// have `ended`: none until the store and the item are known to sell that day.
  public int usableSlots(int item, long today, int ended) {
    ItemHistory history = items.get(item);
    boolean known =
        store.firstSold(today) < ended
            && (history.firstDay() < today || history.firstSold(today) < ended);
    return known ? ended : 0;
  }

  /// Copies what is known of an item's slot on the days before a date, as known at `origin`.
  ///
  /// @return how many values were written to `values`, newest first
  int sameSlot(int item, Instant origin, Instant target, int days, float[] values) {
    long interval = clock.interval(target);
    long date = clock.day(interval);
    int slot = clock.slot(interval);
    long last = lastUsable(item, slot, origin);
    int found = 0;
    for (long day = Math.min(date - 1, last); day >= date - days; day--) {
      float value = items.get(item).demand(day, slot);
      if (!Float.isNaN(value)) {
        values[found++] = value;
      }
    }
    return found;
  }

  /// Portions counted in `[from, to)`; see [DemandHistory#soldBetween].
  public float soldBetween(int item, Instant from, Instant to) {
    long begin = from.toEpochMilli();
    long end = to.toEpochMilli();
    long length = clock.length() * 1000;
    float sum = 0;
    for (long at = begin; at < end; ) {
      long interval = Math.floorDiv(at, length);
      long until = Math.min(end, (interval + 1) * length);
      if (until - at == length) {
        sum += items.get(item).counted(clock.day(interval), clock.slot(interval), interval);
      } else if (recent.covers(at)) {
        sum += recent.sum(item, at, until);
      }
      at = until;
    }
    return sum;
  }
}
