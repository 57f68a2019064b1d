package io.parcook.pipeline.history;

import io.parcook.pipeline.event.ContextFact.OpeningHours;
import io.parcook.pipeline.history.IntervalChange.Availability;
import io.parcook.pipeline.history.IntervalChange.Known;
import io.parcook.pipeline.history.IntervalChange.Passed;
import io.parcook.pipeline.history.IntervalChange.Sold;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The oracle: answers each question from the plain list of changes, with `java.time` for every
/// conversion. It remembers answers, never partial sums.
public final class NaiveHistory {

  private record Cell(String item, LocalDate date, int slot) {}

  private final StoreCalendar calendar;
  private final int days;
  private final List<IntervalChange> changes;
  private final LocalDate newest;
  private final Map<Cell, Double> counted = new HashMap<>();
  private final Map<LocalDate, Map<Integer, List<Instant>>> intervals = new HashMap<>();
  private final Map<Cell, Double> answers = new HashMap<>();
  private final Map<String, List<Availability>> stocks = new HashMap<>();
  private final Map<LocalDate, List<Known>> openings = new HashMap<>();
  private final List<String> items = new ArrayList<>();
  private final Map<Cell, Boolean> selling = new HashMap<>();
  private final Map<String, LocalDate> firstDates = new HashMap<>();

  public NaiveHistory(StoreCalendar calendar, int days, List<? extends IntervalChange> changes) {
    this.calendar = calendar;
    this.days = days;
    this.changes = List.copyOf(changes);
    newest = findNewest();
    for (IntervalChange change : changes) {
      if (change instanceof Sold sold && holds(date(sold.time()))) {
        int slot = slot(start(sold.time()).atZone(calendar.zone()).toLocalTime());
        Cell cell = new Cell(sold.item(), date(sold.time()), slot);
        counted.merge(cell, (double) sold.delta(), Double::sum);
      }
    }
    counted.forEach(
        (cell, portions) -> {
          if (portions != 0) {
            firstDates.merge(
                cell.item, cell.date, (one, other) -> one.isBefore(other) ? one : other);
          }
        });
  }

  private int slot(LocalTime time) {
    return (int) (time.toSecondOfDay() / calendar.interval().toSeconds());
  }

  public StoreCalendar calendar() {
    return calendar;
  }

  public LocalDate newest() {
    return newest;
  }

  public LocalDate date(Instant instant) {
    return start(instant).atZone(calendar.zone()).toLocalDate();
  }

  public Instant start(Instant instant) {
    long length = calendar.interval().toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), length) * length);
  }

  private LocalDate findNewest() {
    LocalDate newest = LocalDate.MIN;
    for (IntervalChange change : changes) {
      LocalDate date =
          switch (change) {
            case Sold sold -> date(sold.time());
            case Passed passed -> date(passed.time());
            case Availability stock -> date(stock.time());
            case IntervalChange.Cooked _, Known _ -> LocalDate.MIN;
          };
      newest = date.isAfter(newest) ? date : newest;
    }
    return newest;
  }

  public boolean holds(LocalDate date) {
    return !date.isAfter(newest) && date.isAfter(newest.minusDays(days));
  }

  /// The intervals of a date that begin in a slot: none, one or two.
  public List<Instant> intervals(LocalDate date, int slot) {
    return intervals.computeIfAbsent(date, this::intervals).getOrDefault(slot, List.of());
  }

  private Map<Integer, List<Instant>> intervals(LocalDate date) {
    Map<Integer, List<Instant>> found = new HashMap<>();
    Instant noon = date.atTime(12, 0).atZone(calendar.zone()).toInstant();
    Instant at = start(noon.minus(Duration.ofHours(20)));
    for (; at.isBefore(noon.plus(Duration.ofHours(20))); at = at.plus(calendar.interval())) {
      var local = at.atZone(calendar.zone());
      if (local.toLocalDate().equals(date)) {
        found.computeIfAbsent(slot(local.toLocalTime()), _ -> new ArrayList<>()).add(at);
      }
    }
    return found;
  }

  public double between(String item, Instant from, Instant to) {
    return changes.stream()
        .filter(change -> change instanceof Sold sold && sold.item().equals(item))
        .map(change -> (Sold) change)
        .filter(sold -> !sold.time().isBefore(from) && sold.time().isBefore(to))
        .mapToInt(Sold::delta)
        .sum();
  }

  private List<Availability> stock(String item) {
    return changes.stream()
        .filter(change -> change instanceof Availability stock && stock.item().equals(item))
        .map(change -> (Availability) change)
        .sorted(Comparator.comparing(Availability::time))
        .toList();
  }

  /// True if the item was out during any part of `[from, to)`.
  public boolean isOutDuring(String item, Instant from, Instant to) {
    List<Availability> stock = stocks.computeIfAbsent(item, this::stock);
    for (int i = 0; i < stock.size(); i++) {
      Instant begin = stock.get(i).time();
      Instant end = i + 1 < stock.size() ? stock.get(i + 1).time() : Instant.MAX;
      if (!stock.get(i).available()
          && begin.isBefore(end)
          && begin.isBefore(to)
          && end.isAfter(from)) {
        return true;
      }
    }
    return false;
  }

  /// The latest word about a date that had been said when a slot of `day` began.
  private Optional<OpeningHours> opening(LocalDate about, LocalDate day, int slot) {
    return openings.computeIfAbsent(about, this::findOpenings).stream()
        .filter(known -> !begins(day, slot).isBefore(local(known.time())))
        .map(known -> (OpeningHours) known.fact())
        .reduce((_, later) -> later);
  }

  /// The wall clock at an instant; inside an interval, at the end of it.
  private LocalDateTime local(Instant said) {
    LocalDateTime wall = start(said).atZone(calendar.zone()).toLocalDateTime();
    LocalDateTime begin = begins(wall.toLocalDate(), slot(wall.toLocalTime()));
    return start(said).equals(said) ? begin : begin.plus(calendar.interval());
  }

  private LocalDateTime begins(LocalDate day, int slot) {
    return day.atStartOfDay().plus(calendar.interval().multipliedBy(slot));
  }

  private List<Known> findOpenings(LocalDate date) {
    return changes.stream()
        .filter(change -> change instanceof Known)
        .map(change -> (Known) change)
        .sorted(Comparator.comparing(Known::time))
        .filter(known -> known.fact() instanceof OpeningHours hours && hours.date().equals(date))
        .toList();
  }

  /// True if the store had said, when a slot began, when it opens on that date.
  public boolean saidAnything(LocalDate date, int slot) {
    return opening(date, date, slot).isPresent();
  }

  /// True if the store had said, when a slot began, that it is closed in it.
  public boolean saidClosed(LocalDate date, int slot) {
    if (!saidAnything(date, slot)) {
      return false;
    }
    LocalDateTime from = begins(date, slot);
    LocalDateTime to = from.plus(calendar.interval());
    for (LocalDate about : List.of(date.minusDays(1), date)) {
      Optional<OpeningHours> hours = opening(about, date, slot);
      if (hours.isPresent()) {
        LocalDateTime opens = about.atTime(hours.get().opens());
        LocalDateTime closes = about.atTime(hours.get().closes());
        if (closes.isBefore(opens)) {
          closes = closes.plusDays(1);
        }
        boolean opensAtAll = !opens.isEqual(closes);
        if (opensAtAll && opens.isBefore(to) && from.isBefore(closes)) {
          return false;
        }
      }
    }
    return true;
  }

  /// Items in order of first appearance in a change that could name one.
  public List<String> items() {
    if (items.isEmpty()) {
      items.addAll(findItems());
    }
    return items;
  }

  private List<String> findItems() {
    return changes.stream()
        .<String>mapMulti(
            (change, out) -> {
              if (change instanceof Sold sold) {
                out.accept(sold.item());
              }
              if (change instanceof Availability stock) {
                out.accept(stock.item());
              }
            })
        .distinct()
        .toList();
  }

  public boolean sells(String item, LocalDate date, int slot) {
    return counted.getOrDefault(new Cell(item, date, slot), 0.0) != 0;
  }

  public boolean storeSells(LocalDate date, int slot) {
    return selling.computeIfAbsent(
        new Cell("", date, slot), cell -> reallySells(cell.date, cell.slot));
  }

  private boolean reallySells(LocalDate date, int slot) {
    return items().stream().anyMatch(item -> sells(item, date, slot));
  }

  public boolean isKnown(LocalDate date) {
    return IntStream.range(0, calendar.slotsPerDay()).anyMatch(slot -> storeSells(date, slot));
  }

  public boolean isKnown(String item, LocalDate date) {
    LocalDate first = firstDates.get(item);
    return first != null && !date.isBefore(first);
  }

  public double sold(String item, LocalDate date, int slot) {
    Cell cell = new Cell(item, date, slot);
    Double known = answers.get(cell);
    if (known == null) {
      known = sold(cell);
      answers.put(cell, known);
    }
    return known;
  }

  private double sold(Cell cell) {
    List<Instant> both = intervals(cell.date, cell.slot);
    boolean shut = saidClosed(cell.date, cell.slot) && !storeSells(cell.date, cell.slot);
    boolean out =
        both.stream().anyMatch(at -> isOutDuring(cell.item, at, at.plus(calendar.interval())));
    boolean known = holds(cell.date) && isKnown(cell.date) && isKnown(cell.item, cell.date);
    return both.isEmpty() || out || shut || !known
        ? Double.NaN
        : counted.getOrDefault(cell, 0.0) / both.size();
  }
}
