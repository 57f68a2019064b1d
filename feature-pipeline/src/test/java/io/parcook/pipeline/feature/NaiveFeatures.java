package io.parcook.pipeline.feature;

import io.parcook.pipeline.event.ContextFact;
import io.parcook.pipeline.event.ContextFact.Promotion;
import io.parcook.pipeline.event.ContextFact.Weather;
import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.IntervalChange.Known;
import io.parcook.pipeline.history.IntervalChange.Passed;
import io.parcook.pipeline.history.NaiveHistory;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The oracle of the features: one fresh computation per question, from the list of changes that
/// happened before the origin and nothing else. It reads like `docs/features.md`.
final class NaiveFeatures {

  private final NaiveHistory past;
  private final StoreCalendar calendar;
  private final HolidayCalendar holidays;
  private final List<IntervalChange> known;
  private final List<String> items;
  private final Instant origin;
  private final LocalDate today;
  private final Map<Object, Double> remembered = new HashMap<>();

  /// @param changes all that will ever be known; what is after the origin is left out at once
  NaiveFeatures(
      StoreCalendar calendar,
      int days,
      HolidayCalendar holidays,
      List<IntervalChange> changes,
      Instant origin) {
    this.calendar = calendar;
    this.holidays = holidays;
    this.origin = origin;
    known =
        changes.stream()
            .filter(
                change ->
                    change instanceof Known
                        ? !change.time().isAfter(origin)
                        : change.time().isBefore(origin))
            .toList();
    past = new NaiveHistory(calendar, days, known);
    items = past.items();
    today = past.date(origin);
  }

  double value(String name, String item, Instant target) {
    boolean storeWide = name.startsWith("store.") || name.equals("today.store.pace");
    return storeWide
        ? remember(List.of(name, target), () -> compute(name, item, target))
        : compute(name, item, target);
  }

  private double compute(String name, String item, Instant target) {
    LocalDate date = past.date(target);
    int slot = slot(target);
    double m = level(item);
    return switch (name) {
      case "calendar.hour.sin" -> Math.sin(2 * Math.PI * hour(slot) / 24);
      case "calendar.hour.cos" -> Math.cos(2 * Math.PI * hour(slot) / 24);
      case "calendar.hour.sin2" -> Math.sin(4 * Math.PI * hour(slot) / 24);
      case "calendar.hour.cos2" -> Math.cos(4 * Math.PI * hour(slot) / 24);
      case "calendar.weekday.sin" -> Math.sin(2 * Math.PI * weekday(date) / 7);
      case "calendar.weekday.cos" -> Math.cos(2 * Math.PI * weekday(date) / 7);
      case "calendar.weekend" -> weekday(date) >= 5 ? 1 : 0;
      case "calendar.holiday" -> weekday(date) >= 5 || holidays.isHoliday(date) ? 1 : 0;
      case "horizon.hours" ->
          Math.log1p(Math.max(0, Duration.between(origin, target).toMillis() / 3_600_000.0));
      case "interval.hours" -> calendar.interval().toSeconds() / 3600.0;
      case "item.level" -> m;
      case "item.level.log" -> clip(Math.log(m), -5, 5);
      case "item.trend" -> logRatio(weekLevel(item) + 0.1 * m, 1.1 * m, 1.5);
      case "item.zeroShare" -> zeroShare(item);
      case "store.trend" -> logRatio(sumWeekLevels(), sumLevels(), 1.5);
      case "store.slot" -> Math.log(profile(date, slot));
      case "store.weekday" -> {
        double sold = 0;
        double usual = 0;
        for (int week = 1; week <= 4; week++) {
          sold += soldOn(items, date.minusWeeks(week), date);
          usual += usualOn(items, date.minusWeeks(week), date);
        }
        yield logRatio(sold + 4 * sumLevels(), usual + 4 * sumLevels(), 1.5);
      }
      case "store.day.lag1d" ->
          logRatio(
              soldOn(items, date.minusDays(1), date) + sumLevels(),
              usualOn(items, date.minusDays(1), date) + sumLevels(),
              2);
      case "sales.slot.mean7d" -> ratio(mean7(item, date, slot), m);
      case "sales.slot.mean14d" -> ratio(mean14(item, date, slot), m);
      case "sales.slot.mean28d" -> ratio(mean28(item, date, slot), m);
      case "sales.slot.std28d" -> {
        double mean = mean28(item, date, slot);
        List<Double> cells = cells(item, date, slot, 28);
        double squares = cells.stream().mapToDouble(y -> (y - mean) * (y - mean)).sum();
        yield ratio(Math.sqrt(squares / Math.max(cells.size(), 1)), m);
      }
      case "sales.slot.zeroShare28d" -> {
        List<Double> cells = cells(item, date, slot, 28);
        double zeros = cells.stream().filter(y -> y == 0).count();
        yield (zeros + 2 * zeroShare(item)) / (cells.size() + 2);
      }
      case "sales.slot.lag1d" -> ratio(lag(item, date, slot, 1), m);
      case "sales.slot.lag2d" -> ratio(lag(item, date, slot, 2), m);
      case "sales.slot.lag7d" -> ratio(lag(item, date, slot, 7), m);
      case "sales.weekdaySlot.mean6w" -> {
        List<Double> values = new ArrayList<>(List.of(mean28(item, date, slot)));
        for (int week = 1; week <= 6; week++) {
          double cell = sold(item, date.minusWeeks(week), slot);
          if (!Double.isNaN(cell)) {
            values.add(cell);
          }
        }
        yield ratio(values.stream().mapToDouble(y -> y).average().orElseThrow(), m);
      }
      case "sales.neighbours.mean14d" -> {
        int before = slot > 0 && isOpen(date, slot - 1) ? slot - 1 : slot;
        int after = slot < calendar.slotsPerDay() - 1 && isOpen(date, slot + 1) ? slot + 1 : slot;
        yield ratio((mean14(item, date, before) + mean14(item, date, after)) / 2, m);
      }
      case "sales.day.lag1d" -> dayLag(item, date, 1);
      case "sales.day.lag7d" -> dayLag(item, date, 7);
      case "today.pace" -> {
        Sums sums = todaySums(item, date);
        yield logRatio(sums.sold + 4 * m, sums.usual + 4 * m, 2);
      }
      case "today.store.pace" -> storePace(one -> todaySums(one, date));
      case "today.elapsed" -> elapsed();
      case "recent.last1" -> recent(item, date, 1);
      case "recent.last4" -> recent(item, date, 4);
      case "store.recent" -> storePace(one -> windowSums(one, date, 4));
      case "presence.last15m" -> presence(15);
      case "presence.last60m" -> presence(60);
      case "presence.known" -> days(28).stream().anyMatch(this::isCounted) ? 1 : 0;
      case "stock.out.share7d" -> outShare(item);
      case "stock.out.now" -> isOutAt(item) ? 1 : 0;
      case "promotion.depth" -> depth(item, target);
      case "promotion.change" -> depthChange(item, target);
      case "promotion.activity" -> promotion(item, target).isPresent() ? 1 : 0;
      case "weather.temperature" -> or0(clip(temperature(date) / 20 - 1, -2, 2));
      case "weather.temperature.change" -> or0(clip(temperatureChange(date), -2, 2));
      case "weather.rain" -> or0(Math.log1p(clip(rain(date), 0, 50)));
      default -> throw new AssertionError("no oracle for " + name);
    };
  }

  // ---- what is known

  /// Portions in a slot that was over by the origin; NaN where unknown. On the origin's own day
  /// nothing is known until the store and the item have sold something in a slot that is over.
  private double sold(String item, LocalDate date, int slot) {
    return date.isAfter(today) || (date.equals(today) && (!isOver(slot) || !isAwake(item)))
        ? Double.NaN
        : past.sold(item, date, slot);
  }

  private boolean isOver(int slot) {
    return remember(List.of("over", slot), () -> isReallyOver(slot) ? 1 : 0) == 1;
  }

  private boolean isReallyOver(int slot) {
    for (int earlier = 0; earlier <= slot; earlier++) {
      for (Instant at : past.intervals(today, earlier)) {
        if (at.plus(calendar.interval()).isAfter(origin)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isAwake(String item) {
    return remember(List.of("awake", item), () -> isReallyAwake(item) ? 1 : 0) == 1;
  }

  private boolean isReallyAwake(String item) {
    boolean store = false;
    boolean self = false;
    for (int slot = 0; slot < calendar.slotsPerDay() && isOver(slot); slot++) {
      store |= past.storeSells(today, slot);
      self |= past.sells(item, today, slot);
    }
    return store && (self || past.isKnown(item, today.minusDays(1)));
  }

  private boolean isOpen(LocalDate date, int slot) {
    return remember(List.of("open", date, slot), () -> isReallyOpen(date, slot) ? 1 : 0) == 1;
  }

  private boolean isReallyOpen(LocalDate date, int slot) {
    if (past.intervals(date, slot).isEmpty()) {
      return false;
    }
    if (!past.saidAnything(date, slot)) {
      return days(28).stream().anyMatch(day -> past.storeSells(day, slot));
    }
    return !past.saidClosed(date, slot) || (date.isBefore(today) && past.storeSells(date, slot));
  }

  private List<LocalDate> days(int count) {
    List<LocalDate> days = new ArrayList<>();
    for (int ago = 1; ago <= count; ago++) {
      days.add(today.minusDays(ago));
    }
    return days;
  }

  // ---- levels

  private double mean(String item, int days) {
    double sum = 0;
    int count = 0;
    for (LocalDate day : days(days)) {
      for (int slot = 0; slot < calendar.slotsPerDay(); slot++) {
        double cell = isOpen(day, slot) ? sold(item, day, slot) : Double.NaN;
        if (!Double.isNaN(cell)) {
          sum += cell;
          count++;
        }
      }
    }
    return sum / count;
  }

  private double level(String item) {
    return remember(
        List.of("level", item),
        () -> Double.isNaN(mean(item, 28)) ? 0.01 : Math.max(mean(item, 28), 0.01));
  }

  private double weekLevel(String item) {
    return remember(
        List.of("week", item), () -> Double.isNaN(mean(item, 7)) ? level(item) : mean(item, 7));
  }

  private double sumLevels() {
    return remember(
        "sumLevels", () -> items.stream().filter(this::hasLevel).mapToDouble(this::level).sum());
  }

  private double sumWeekLevels() {
    return remember(
        "sumWeekLevels",
        () -> items.stream().filter(this::hasLevel).mapToDouble(this::weekLevel).sum());
  }

  private boolean hasLevel(String item) {
    return !Double.isNaN(remember(List.of("mean28", item), () -> mean(item, 28)));
  }

  private double zeroShare(String item) {
    return remember(List.of("zeros", item), () -> findZeroShare(item));
  }

  private double findZeroShare(String item) {
    double zeros = 0;
    int count = 0;
    for (LocalDate day : days(28)) {
      for (int slot = 0; slot < calendar.slotsPerDay(); slot++) {
        double cell = isOpen(day, slot) ? sold(item, day, slot) : Double.NaN;
        zeros += cell == 0 ? 1 : 0;
        count += Double.isNaN(cell) ? 0 : 1;
      }
    }
    return count == 0 ? 0 : zeros / count;
  }

  private double outShare(String item) {
    double out = 0;
    int count = 0;
    for (LocalDate day : days(7)) {
      for (int slot = 0; slot < calendar.slotsPerDay(); slot++) {
        if (past.isKnown(day) && past.isKnown(item, day) && past.holds(day) && isOpen(day, slot)) {
          count++;
          out +=
              past.intervals(day, slot).stream()
                      .anyMatch(at -> past.isOutDuring(item, at, at.plus(calendar.interval())))
                  ? 1
                  : 0;
        }
      }
    }
    return count == 0 ? 0 : out / count;
  }

  private boolean isOutAt(String item) {
    return past.isOutDuring(item, origin, origin.plusMillis(1));
  }

  // ---- the same slot on past days

  private List<Double> cells(String item, LocalDate date, int slot, int days) {
    List<Double> cells = new ArrayList<>();
    for (int ago = 1; ago <= days; ago++) {
      double cell = sold(item, date.minusDays(ago), slot);
      if (!Double.isNaN(cell)) {
        cells.add(cell);
      }
    }
    return cells;
  }

  private double slotMean(String item, LocalDate date, int slot, int days) {
    return cells(item, date, slot, days).stream().mapToDouble(y -> y).average().orElse(Double.NaN);
  }

  private double profile(LocalDate date, int slot) {
    return remember(List.of("profile", date, slot), () -> findProfile(date, slot));
  }

  private double findProfile(LocalDate date, int slot) {
    double sold = 0;
    double levels = 0;
    for (String item : items) {
      double mean = slotMean(item, date, slot, 28);
      if (!Double.isNaN(mean)) {
        sold += mean;
        levels += level(item);
      }
    }
    return clip(sold / Math.max(levels, 0.01), 0.02, 20);
  }

  private double mean28(String item, LocalDate date, int slot) {
    double mean = slotMean(item, date, slot, 28);
    return Double.isNaN(mean) ? level(item) * profile(date, slot) : mean;
  }

  private double mean14(String item, LocalDate date, int slot) {
    return remember(List.of("mean14", item, date, slot), () -> findMean14(item, date, slot));
  }

  private double findMean14(String item, LocalDate date, int slot) {
    double mean = slotMean(item, date, slot, 14);
    return Double.isNaN(mean) ? mean28(item, date, slot) : mean;
  }

  private double mean7(String item, LocalDate date, int slot) {
    double mean = slotMean(item, date, slot, 7);
    return Double.isNaN(mean) ? mean14(item, date, slot) : mean;
  }

  private double lag(String item, LocalDate date, int slot, int days) {
    double cell = sold(item, date.minusDays(days), slot);
    return Double.isNaN(cell) ? mean14(item, date, slot) : cell;
  }

  private double soldOn(List<String> some, LocalDate day, LocalDate date) {
    return onDay(some, day, (item, slot) -> sold(item, day, slot), date);
  }

  private double usualOn(List<String> some, LocalDate day, LocalDate date) {
    return onDay(some, day, (item, slot) -> mean14(item, date, slot), date);
  }

  private interface Cell {
    double of(String item, int slot);
  }

  private double onDay(List<String> some, LocalDate day, Cell what, LocalDate date) {
    double sum = 0;
    for (String item : some) {
      for (int slot = 0; slot < calendar.slotsPerDay(); slot++) {
        boolean counts = !Double.isNaN(sold(item, day, slot)) && isEverOpen(date, slot);
        sum += counts ? what.of(item, slot) : 0;
      }
    }
    return sum;
  }

  /// Slots outside of which nothing was sold in any of the weeks that count.
  private boolean isEverOpen(LocalDate date, int slot) {
    return isOpen(date, slot)
        || isOpen(today, slot)
        || days(28).stream().anyMatch(day -> past.storeSells(day, slot));
  }

  private double dayLag(String item, LocalDate date, int days) {
    double sold = soldOn(List.of(item), date.minusDays(days), date);
    double usual = usualOn(List.of(item), date.minusDays(days), date);
    return logRatio(sold + 4 * level(item), usual + 4 * level(item), 2);
  }

  // ---- today

  private record Sums(double sold, double usual) {}

  private double usualToday(String item, LocalDate date, int slot) {
    double mean = slotMean(item, today, slot, 14);
    return Double.isNaN(mean) ? level(item) * profile(date, slot) : mean;
  }

  private Sums todaySums(String item, LocalDate date) {
    double sold = 0;
    double usual = 0;
    for (int slot = 0; slot < calendar.slotsPerDay(); slot++) {
      double cell = isOpen(today, slot) ? sold(item, today, slot) : Double.NaN;
      if (!Double.isNaN(cell)) {
        sold += cell;
        usual += usualToday(item, date, slot);
      }
    }
    Sums rest = sums(item, date, past.start(origin), origin);
    return new Sums(sold + rest.sold, usual + rest.usual);
  }

  private Sums windowSums(String item, LocalDate date, int intervals) {
    return sums(item, date, origin.minus(calendar.interval().multipliedBy(intervals)), origin);
  }

  /// Sold and usual of the known parts of `[from, to)` that lie on today.
  private Sums sums(String item, LocalDate date, Instant from, Instant to) {
    double sold = 0;
    double usual = 0;
    for (Instant at = past.start(from); at.isBefore(to); at = at.plus(calendar.interval())) {
      Instant begin = at.isBefore(from) ? from : at;
      Instant end = at.plus(calendar.interval()).isAfter(to) ? to : at.plus(calendar.interval());
      boolean counts =
          past.date(at).equals(today)
              && isAwake(item)
              && isOpen(today, slot(at))
              && !past.isOutDuring(item, begin, end);
      if (counts) {
        sold += past.between(item, begin, end);
        usual += usualToday(item, date, slot(at)) * share(begin, end);
      }
    }
    return new Sums(sold, usual);
  }

  private double share(Instant begin, Instant end) {
    return Duration.between(begin, end).toMillis() / (double) calendar.interval().toMillis();
  }

  private double recent(String item, LocalDate date, int intervals) {
    Sums sums = windowSums(item, date, intervals);
    return logRatio(sums.sold + 2 * level(item), sums.usual + 2 * level(item), 2);
  }

  private double storePace(Function<String, Sums> sums) {
    double sold = sumLevels();
    double usual = sumLevels();
    for (String item : items) {
      sold += sums.apply(item).sold;
      usual += sums.apply(item).usual;
    }
    return logRatio(sold, usual, 2);
  }

  private double elapsed() {
    double passed = 0;
    double total = 0;
    for (int slot = 0; slot < calendar.slotsPerDay(); slot++) {
      if (isOpen(today, slot)) {
        total++;
        boolean runs = !isOver(slot) && slot(origin) == slot;
        passed += isOver(slot) ? 1 : runs ? share(past.start(origin), origin) : 0;
      }
    }
    return total == 0 ? 0 : passed / total;
  }

  // ---- presence

  private double entered(Instant from, Instant to) {
    double sum = 0;
    for (IntervalChange change : known) {
      boolean within = !change.time().isBefore(from) && change.time().isBefore(to);
      sum += within && change instanceof Passed passed ? passed.entered() : 0;
    }
    return sum;
  }

  private boolean isCounted(LocalDate date) {
    return known.stream()
        .anyMatch(
            change ->
                change instanceof Passed passed
                    && past.date(passed.time()).equals(date)
                    && past.holds(date)
                    && passed.entered() + passed.left() > 0);
  }

  private double entered(LocalDate date, int slot) {
    List<Instant> both = past.intervals(date, slot);
    double sum = 0;
    for (Instant at : both) {
      sum += entered(at, at.plus(calendar.interval()));
    }
    return isCounted(date) ? sum / both.size() : Double.NaN;
  }

  private double meanEntered(int slot) {
    return days(14).stream()
        .mapToDouble(day -> entered(day, slot))
        .filter(people -> !Double.isNaN(people))
        .average()
        .orElse(0);
  }

  private double presence(int minutes) {
    return remember(List.of("presence", minutes), () -> findPresence(minutes));
  }

  private double findPresence(int minutes) {
    List<LocalDate> counted = days(14).stream().filter(this::isCounted).toList();
    if (counted.size() < 3) {
      return 0;
    }
    double sum = 0;
    int cells = 0;
    for (LocalDate day : counted) {
      for (int slot = 0; slot < calendar.slotsPerDay(); slot++) {
        if (isOpen(day, slot)) {
          sum += entered(day, slot);
          cells++;
        }
      }
    }
    double perHour = cells == 0 ? 0 : sum / cells * 3600 / calendar.interval().toSeconds();
    double steady = 0.5 + 0.1 * perHour;
    Instant from = origin.minus(Duration.ofMinutes(minutes));
    double usual = 0;
    for (Instant at = past.start(from); at.isBefore(origin); at = at.plus(calendar.interval())) {
      Instant begin = at.isBefore(from) ? from : at;
      Instant end =
          at.plus(calendar.interval()).isAfter(origin) ? origin : at.plus(calendar.interval());
      usual += meanEntered(slot(at)) * share(begin, end);
    }
    return logRatio(entered(from, origin) + steady, usual + steady, 2);
  }

  // ---- context

  private List<Known> words() {
    return known.stream()
        .filter(change -> change instanceof Known)
        .map(change -> (Known) change)
        .sorted(Comparator.comparing(Known::time))
        .toList();
  }

  private <T extends ContextFact> Optional<T> last(Class<T> kind, Function<T, Boolean> about) {
    return words().stream()
        .map(Known::fact)
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(about::apply)
        .reduce((_, later) -> later);
  }

  private Optional<Promotion> promotion(String item, Instant at) {
    Optional<Promotion> own =
        last(
            Promotion.class,
            fact -> item.equals(fact.item()) && covers(fact.from(), fact.until(), at));
    Optional<Promotion> menu =
        last(Promotion.class, fact -> fact.item() == null && covers(fact.from(), fact.until(), at));
    return own.isEmpty() || (menu.isPresent() && menu.get().depth() > own.get().depth())
        ? menu
        : own;
  }

  private static boolean covers(Instant from, Instant until, Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }

  private double depth(String item, Instant at) {
    return promotion(item, at).map(Promotion::depth).orElse(0.0);
  }

  private double depthChange(String item, Instant target) {
    LocalTime time = LocalTime.MIN.plus(calendar.interval().multipliedBy(slot(target)));
    ToDoubleFunction<LocalDate> depth =
        day -> {
          Instant wall = day.atTime(time).atZone(calendar.zone()).toInstant();
          Instant aligned = past.start(wall);
          return depth(item, aligned.isBefore(wall) ? aligned.plus(calendar.interval()) : aligned);
        };
    return depth(item, target) - days(14).stream().mapToDouble(depth).average().orElse(0);
  }

  private List<Weather> hours(LocalDate date) {
    List<Weather> hours = new ArrayList<>();
    Instant at = date.atStartOfDay(calendar.zone()).toInstant().plusSeconds(1800);
    Instant end = date.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    for (; at.isBefore(end); at = at.plusSeconds(3600)) {
      Instant moment = at;
      last(Weather.class, fact -> covers(fact.from(), fact.until(), moment)).ifPresent(hours::add);
    }
    return hours;
  }

  private double temperature(LocalDate date) {
    return remember(
        List.of("temperature", date),
        () -> hours(date).stream().mapToDouble(Weather::temperature).average().orElse(Double.NaN));
  }

  private double temperatureChange(LocalDate date) {
    double past =
        days(14).stream()
            .mapToDouble(this::temperature)
            .filter(degrees -> !Double.isNaN(degrees))
            .average()
            .orElse(Double.NaN);
    return (temperature(date) - past) / 10;
  }

  private double rain(LocalDate date) {
    List<Weather> hours = hours(date);
    return hours.isEmpty()
        ? Double.NaN
        : hours.stream()
            .mapToDouble(
                fact ->
                    fact.rain()
                        * 3_600_000
                        / Duration.between(fact.from(), fact.until()).toMillis())
            .sum();
  }

  // ---- arithmetic

  private int slot(Instant at) {
    ZonedDateTime local = past.start(at).atZone(calendar.zone());
    return (int) (local.toLocalTime().toSecondOfDay() / calendar.interval().toSeconds());
  }

  private double hour(int slot) {
    return slot * calendar.interval().toSeconds() / 3600.0;
  }

  private static int weekday(LocalDate date) {
    return date.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
  }

  private static double ratio(double x, double m) {
    return Math.log1p(clip(x / m, 0, 30));
  }

  private static double logRatio(double is, double usual, double limit) {
    return usual <= 0 ? 0 : is <= 0 ? -limit : clip(Math.log(is / usual), -limit, limit);
  }

  private static double clip(double x, double low, double high) {
    return Math.min(high, Math.max(low, x));
  }

  private static double or0(double x) {
    return Double.isNaN(x) ? 0 : x;
  }

  private double remember(Object key, java.util.function.DoubleSupplier answer) {
    Double known = remembered.get(key);
    if (known == null) {
      known = answer.getAsDouble();
      remembered.put(key, known);
    }
    return known;
  }
}
