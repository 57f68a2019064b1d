package io.parcook.pipeline.history;

import io.parcook.pipeline.event.ContextFact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The arrays behind a [DemandHistory], for code that scans many of them at once. Everything here
/// may be read only inside [DemandHistory#read]; nothing may be kept or written.
public final class HistoryWindow {

  /// Days whose sales say when a store is open, if it does not say so itself.
  public static final int LEARNING_DAYS = 28;

  private final HistoryLimits limits;
  private final HolidayCalendar holidays;
  private final WallClock clock;
  private final DayRing ring;
  private final StoreDays store;
  private final OpeningBook opening;
  private final WeatherBook weather;
  private final Promotions promotions = new Promotions();
  private final List<ItemHistory> items = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Presence presence;
  private final RecentLog recent;
  private long settled;
  private long tooOld;
  private long refused;

  HistoryWindow(StoreCalendar calendar, HistoryLimits limits, HolidayCalendar holidays) {
    this.limits = limits;
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

  List<String> names() {
    return List.copyOf(names);
  }

  int place(String item) {
    return places.getOrDefault(item, -1);
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

  HistoryCounts counts() {
    return new HistoryCounts(items.size(), presence.zones(), recent.size(), tooOld, refused);
  }

  void apply(IntervalChange change) {
    switch (change) {
      case IntervalChange.Sold sold -> sold(sold);
      case IntervalChange.Passed passed -> passed(passed);
      case IntervalChange.Availability stock -> availability(stock);
      case IntervalChange.Known known -> known(known.time(), known.fact());
      case IntervalChange.Cooked _ -> {} // what was cooked says nothing about demand
    }
  }

  private void sold(IntervalChange.Sold sold) {
    long interval = clock.interval(sold.time());
    long day = clock.day(interval);
    int place = ring.isBehind(day) ? -1 : addItem(sold.item());
    if (!reach(day) || place < 0) {
      return;
    }
    ItemHistory item = items.get(place);
    int slot = clock.slot(interval);
    boolean flipped = item.add(ring.place(day), slot, interval, sold.delta());
    sold(item, day, slot, flipped);
    recent.add(sold.time().toEpochMilli(), place, sold.delta());
  }

  /// Sets a whole day of one item; NaN portions count as sold out.
  void setDay(int place, long day, float[] portions, BitSet soldOut) {
    if (!reach(day)) {
      return;
    }
    settled++;
    ItemHistory item = items.get(place);
    boolean wasKnown = store.isKnown(day);
    for (int slot = 0; slot < portions.length; slot++) {
      boolean unknown = Float.isNaN(portions[slot]);
      float value = unknown ? 0 : portions[slot];
      if (item.set(ring.place(day), slot, value, unknown || soldOut.get(slot))) {
        flip(item, day, slot);
      }
    }
    item.derive(day);
    wake(day, wasKnown);
  }

  private void sold(ItemHistory item, long day, int slot, boolean flipped) {
    settled += day < ring.newest() ? 1 : 0;
    boolean wasKnown = store.isKnown(day);
    if (flipped) {
      flip(item, day, slot);
    }
    item.derive(day, slot);
    wake(day, wasKnown);
  }

  /// Derives what it touches that an item's slot began or ceased to be zero: the item's earlier
  /// days if its first day moved, and the other items' cells if the store is open after all.
  private void flip(ItemHistory item, long day, int slot) {
    boolean active = item.isActive(ring.place(day), slot);
    if (store.count(ring.place(day), slot, active)) {
      items.forEach(other -> other.derive(day, slot));
    }
    long before = item.firstDay();
    long from = item.note(day);
    if (from != Long.MAX_VALUE) {
      settled += from < ring.newest() ? 1 : 0;
      long until = Math.min(ring.newest(), Math.max(before, item.firstDay()));
      for (long touched = from; touched <= until; touched++) {
        item.derive(touched);
      }
    }
  }

  /// Derives every item's day if the store came to life or fell silent on it.
  private void wake(long day, boolean wasKnown) {
    if (wasKnown != store.isKnown(day)) {
      items.forEach(item -> item.derive(day));
    }
  }

  private void passed(IntervalChange.Passed passed) {
    long interval = clock.interval(passed.time());
    long day = clock.day(interval);
    if (reach(day) && !presence.add(passed, day, interval)) {
      refused++;
    }
  }

  private void availability(IntervalChange.Availability stock) {
    long interval = clock.interval(stock.time());
    long day = clock.day(interval);
    int place = addItem(stock.item());
    if (place < 0) {
      return;
    }
    if (!ring.isBehind(day)) {
      reach(day);
    }
    ItemHistory item = items.get(place);
    long next = item.stock().add(stock.time().toEpochMilli(), !stock.available());
    long last =
        next == Long.MAX_VALUE
            ? ring.newest()
            : Math.min(ring.newest(), clock.day(clock.interval(Instant.ofEpochMilli(next))));
    settled += day < ring.newest() ? 1 : 0;
    for (long touched = Math.max(day, ring.oldest()); touched <= last; touched++) {
      item.censor(touched, clock);
      item.derive(touched);
    }
  }

  private void known(Instant said, ContextFact fact) {
    switch (fact) {
      case ContextFact.Promotion promotion -> {
        String name = promotion.item();
        int item = name == null ? -1 : addItem(name);
        if (name == null || item >= 0) {
          promotions.add(said, promotion, item);
        }
      }
      case ContextFact.Weather spell -> weather.add(said, spell);
      case ContextFact.OpeningHours hours -> {
        settled++;
        opening.add(said, hours);
        long date = hours.date().toEpochDay();
        for (long day = date; day <= date + 1; day++) {
          if (ring.holds(day)) {
            long stated = day;
            store.state(stated, opening);
            items.forEach(item -> item.derive(stated));
          }
        }
      }
    }
  }

  /// The place of an item, made if there is room; -1 if there is none.
  int addItem(String name) {
    Integer known = places.get(name);
    if (known != null) {
      return known;
    }
    if (items.size() == limits.items()) {
      refused++;
      return -1;
    }
    settled++;
    ItemHistory item = new ItemHistory(ring, store, clock);
    items.add(item);
    names.add(name);
    places.put(name, items.size() - 1);
    return items.size() - 1;
  }

  /// Moves the window so that it holds a day; false, and counted, if the day lies behind it.
  boolean reach(long day) {
    if (ring.isBehind(day)) {
      tooOld++;
      return false;
    }
    if (ring.isAhead(day)) {
      advance(day);
    }
    return true;
  }

  private void advance(long day) {
    settled++;
    long first = ring.isEmpty() ? day - ring.days() + 1 : ring.newest() + 1;
    first = Math.max(first, day - ring.days() + 1);
    ring.moveTo(day);
    for (long fresh = first; fresh <= day; fresh++) {
      int place = ring.place(fresh);
      store.begin(fresh, opening);
      presence.clear(place);
      items.forEach(item -> item.clear(place));
    }
    weather.forgetBefore(ring.oldest());
    opening.forgetBefore(ring.oldest());
    long oldest = clock.start(clock.firstInterval(ring.oldest(), 0)).toEpochMilli();
    for (ItemHistory item : items) {
      item.stock().forgetBefore(oldest);
      if (item.firstDay() < ring.oldest()) {
        long forgotten = item.firstDay();
        item.findFirstDay();
        for (long silent = Math.max(forgotten, ring.oldest()); silent < first; silent++) {
          item.derive(silent);
        }
      }
      for (long fresh = first; fresh <= day; fresh++) {
        item.censor(fresh, clock);
        item.derive(fresh);
      }
    }
  }
}
