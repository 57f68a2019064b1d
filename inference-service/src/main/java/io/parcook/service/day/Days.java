package io.parcook.service.day;

import io.parcook.models.forecast.Forecast;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.pipeline.ledger.ItemCount;
import io.parcook.pipeline.ledger.LedgerQueries;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import io.parcook.service.day.ForecastBook.Said;
import io.parcook.service.forecast.LiveForecast;
import io.parcook.service.forecast.Made;
import io.parcook.service.forecast.NextHour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells of a day, today's or a past one, from the ledger and from what had been forecast.
public final class Days {

  /// Days over which accuracy is taken.
  static final int ACCURACY_DAYS = 14;

  private static final int MOST_SCORES = 2 * ForecastBook.DAYS;

  private final LedgerQueries ledger;
  private final StoreCalendar calendar;
  private final ForecastBook book;
  private final LiveForecast live;
  private final Supplier<@Nullable Menu> menu;
  private final StoreEvents news;
  private final InstantSource clock;
  private final Map<LocalDate, DayScore> scores = new ConcurrentHashMap<>();

  /// What happened to the store's models in a span of time.
  @FunctionalInterface
  public interface StoreEvents {
    List<DayJson.Event> between(Instant from, Instant until);
  }

  /// @param menu the one in use; null where there is none
  public Days(
      LedgerQueries ledger,
      StoreCalendar calendar,
      ForecastBook book,
      LiveForecast live,
      Supplier<@Nullable Menu> menu,
      StoreEvents news,
      InstantSource clock) {
    this.ledger = ledger;
    this.calendar = calendar;
    this.book = book;
    this.live = live;
    this.menu = menu;
    this.news = news;
    this.clock = clock;
  }

  /// @param date by the store's wall clock, not after today
  public DayJson of(LocalDate date) {
    Instant now = clock.instant();
    Instant start = calendar.start(date.toEpochDay(), 0);
    Instant end = calendar.start(date.toEpochDay() + 1, 0);
    Instant until = end.isBefore(now) ? end : now;
    Menu inUse = menu.get();
    SortedMap<Instant, Map<String, Said>> said = book.of(date);
    List<ItemCount> counts = ledger.intervals(start, end);
    KitchenDay kitchen = KitchenDay.of(ledger, inUse, start, until);
    Map<String, KitchenDay.Book> books = kitchen.books();
    var events = new ArrayList<>(kitchen.events());
    events.addAll(news.between(start, until));
    events.sort(Comparator.comparing(DayJson.Event::at));
    return new DayJson(
        date,
        calendar.zone(),
        calendar.interval(),
        now,
        intervals(start, end, now, said, counts),
        items(now, said, counts, books, kitchen.soldOutMinutes()),
        accuracy(date, now),
        kitchen.since(),
        waste(inUse, books),
        books.values().stream().mapToLong(KitchenDay.Book::stockOuts).sum(),
        events);
  }

  private List<DayJson.Interval> intervals(
      Instant start,
      Instant end,
      Instant now,
      SortedMap<Instant, Map<String, Said>> said,
      List<ItemCount> counts) {
    var sold = new HashMap<Instant, Long>();
    counts.forEach(one -> sold.merge(one.from(), one.sold() - one.voided(), Long::sum));
    var intervals = new ArrayList<DayJson.Interval>();
    for (Instant at = start; at.isBefore(end); at = at.plus(calendar.interval())) {
      Map<String, Said> items = said.get(at);
      Collection<Said> all =
          items != null ? items.values() : at.isAfter(now) ? ahead(at) : List.of();
      intervals.add(
          new DayJson.Interval(
              at,
              at.isAfter(now) ? null : sold.getOrDefault(at, 0L),
              all.isEmpty() ? null : Together.band(all),
              all.isEmpty() ? null : all.stream().mapToDouble(Said::usual).sum()));
    }
    return intervals;
  }

  /// What the live forecast says now of an interval to come.
  private Collection<Said> ahead(Instant at) {
    Forecast forecast = live.last().map(Made::forecast).orElse(null);
    if (forecast == null || at.isBefore(forecast.from())) {
      return List.of();
    }
    long step = Duration.between(forecast.from(), at).dividedBy(forecast.interval());
    if (step >= forecast.steps()) {
      return List.of();
    }
    var all = new ArrayList<Said>();
    for (int item = 0; item < forecast.items().size(); item++) {
      all.add(
          new Said(
              NextHour.quantile(forecast, item, (int) step, 0.1),
              forecast.expected(item, (int) step),
              NextHour.quantile(forecast, item, (int) step, 0.9),
              Math.max(0, forecast.usual(item, (int) step))));
    }
    return all;
  }

  private List<DayJson.Item> items(
      Instant now,
      SortedMap<Instant, Map<String, Said>> said,
      List<ItemCount> counts,
      Map<String, KitchenDay.Book> books,
      Map<String, Long> soldOut) {
    var sold = new HashMap<String, Long>();
    counts.forEach(one -> sold.merge(one.item(), one.sold() - one.voided(), Long::sum));
    var compared = new HashMap<String, Long>();
    var likely = new HashMap<String, Double>();
    var usual = new HashMap<String, Double>();
    Instant lastEnded = now.minus(calendar.interval());
    said.forEach(
        (start, items) -> {
          if (!start.isAfter(lastEnded)) {
            items.forEach(
                (item, one) -> {
                  likely.merge(item, one.likely(), Double::sum);
                  usual.merge(item, one.usual(), Double::sum);
                });
          }
        });
    counts.stream()
        .filter(one -> said.containsKey(one.from()) && !one.from().isAfter(lastEnded))
        .forEach(one -> compared.merge(one.item(), one.sold() - one.voided(), Long::sum));
    var names = new TreeSet<String>(sold.keySet());
    names.addAll(likely.keySet());
    names.addAll(books.keySet());
    names.addAll(soldOut.keySet());
    return names.stream()
        .map(
            item -> {
              KitchenDay.Book made = books.getOrDefault(item, new KitchenDay.Book(0, 0, 0));
              return new DayJson.Item(
                  item,
                  sold.getOrDefault(item, 0L),
                  tenths(likely.get(item)),
                  tenths(usual.get(item)),
                  likely.containsKey(item) ? compared.getOrDefault(item, 0L) : null,
                  made.cooked(),
                  made.wasted(),
                  made.stockOuts(),
                  soldOut.getOrDefault(item, 0L));
            })
        .toList();
  }

  private DayJson.Accuracy accuracy(LocalDate date, Instant now) {
    DayScore sum = DayScore.NONE;
    int days = 0;
    for (LocalDate day = date.minusDays(ACCURACY_DAYS - 1L); !day.isAfter(date); ) {
      DayScore score = score(day, now);
      sum = sum.plus(score);
      days += score.sold() > 0 ? 1 : 0;
      day = day.plusDays(1);
    }
    return new DayJson.Accuracy(sum.wape(), sum.usualWape(), days);
  }

  /// The score of a day; of one that is over it is kept.
  private DayScore score(LocalDate date, Instant now) {
    DayScore kept = scores.get(date);
    if (kept != null) {
      return kept;
    }
    SortedMap<Instant, Map<String, Said>> said = book.of(date);
    if (said.isEmpty()) {
      return DayScore.NONE;
    }
    Instant start = calendar.start(date.toEpochDay(), 0);
    Instant end = calendar.start(date.toEpochDay() + 1, 0);
    var sold = new LinkedHashMap<Instant, Map<String, Long>>();
    for (ItemCount one : ledger.intervals(start, end)) {
      sold.computeIfAbsent(one.from(), _ -> new HashMap<>())
          .merge(one.item(), one.sold() - one.voided(), Long::sum);
    }
    DayScore score = DayScore.of(said, sold, now.minus(calendar.interval()));
    if (end.plus(calendar.interval()).isBefore(now) && scores.size() < MOST_SCORES) {
      scores.put(date, score);
    }
    return score;
  }

  private static DayJson.Waste waste(@Nullable Menu menu, Map<String, KitchenDay.Book> books) {
    long portions = 0;
    double cost = 0;
    for (Map.Entry<String, KitchenDay.Book> one : books.entrySet()) {
      MenuItem item = menu == null ? null : menu.items().get(one.getKey());
      portions += one.getValue().wasted();
      cost += item == null ? 0 : one.getValue().wasted() * item.wasteCost();
    }
    return new DayJson.Waste(portions, Math.round(cost * 100) / 100.0);
  }

  private static @Nullable Double tenths(@Nullable Double value) {
    return value == null ? null : Math.round(value * 10) / 10.0;
  }
}
