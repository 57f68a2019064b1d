package io.parcook.pipeline.history;

import io.parcook.pipeline.event.ContextFact;
import io.parcook.pipeline.event.ContextFact.OpeningHours;
import io.parcook.pipeline.history.IntervalChange.Availability;
import io.parcook.pipeline.history.IntervalChange.Known;
import io.parcook.pipeline.history.IntervalChange.Passed;
import io.parcook.pipeline.history.IntervalChange.Sold;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// A small store that does everything awkward: items that appear late, voids, sold-out spells
/// across midnight, silent days, a blind door sensor, promotions, weather, odd opening hours.
public final class RandomStore {

  private final StoreCalendar calendar;
  private final Random random;
  private final LocalDate first;
  private final int days;
  private final List<IntervalChange> changes = new ArrayList<>();

  public RandomStore(StoreCalendar calendar, LocalDate first, int days, long seed) {
    this.calendar = calendar;
    this.first = first;
    this.days = days;
    random = new Random(seed);
  }

  /// Its whole life, in order of time.
  public List<IntervalChange> changes() {
    int items = 2 + random.nextInt(5);
    for (int item = 0; item < items; item++) {
      item("item-" + item, random.nextInt(3) == 0 ? random.nextInt(days) : 0);
    }
    for (int day = 0; day < days; day++) {
      context(first.plusDays(day));
    }
    LocalDate silent = first.plusDays(random.nextInt(days));
    changes.removeIf(
        change ->
            change instanceof Sold
                && change.time().atZone(calendar.zone()).toLocalDate().equals(silent));
    changes.sort(Comparator.comparing(IntervalChange::time));
    return changes;
  }

  /// The same life as it may be delivered: most of it in order, some of it late.
  public List<IntervalChange> delivered() {
    List<IntervalChange> delivered = new ArrayList<>(changes());
    for (int i = 0; i < delivered.size() / 10; i++) {
      int from = random.nextInt(delivered.size());
      int to = Math.min(delivered.size() - 1, from + random.nextInt(200));
      Collections.rotate(delivered.subList(from, to + 1), -1);
    }
    return delivered;
  }

  private void item(String item, int since) {
    int opens = random.nextInt(4) == 0 ? 0 : 6 + random.nextInt(4);
    int closes = random.nextInt(4) == 0 ? 24 : 18 + random.nextInt(5);
    double rate = 0.2 + 2 * random.nextDouble();
    for (int day = since; day < days; day++) {
      int sales = (int) (rate * (closes - opens) * (0.5 + random.nextDouble()));
      for (int sale = 0; sale < sales; sale++) {
        Instant at = at(day, opens * 3600 + random.nextInt((closes - opens) * 3600));
        int portions = 1 + random.nextInt(3);
        changes.add(new Sold(at, item, portions));
        if (random.nextInt(12) == 0) {
          changes.add(new Sold(at.plusSeconds(random.nextInt(3000)), item, -portions));
        }
      }
      if (random.nextInt(5) == 0) {
        Instant out = at(day, random.nextInt(86_400));
        changes.add(new Availability(out, item, false));
        if (random.nextInt(6) != 0) {
          changes.add(new Availability(out.plusSeconds(random.nextInt(50_000)), item, true));
        }
      }
      if (random.nextInt(8) == 0) {
        Instant from = at(day + random.nextInt(2), random.nextInt(86_400));
        Instant until = from.plusSeconds(3600L * (1 + random.nextInt(60)));
        String promoted = random.nextInt(4) == 0 ? null : item;
        double depth = random.nextInt(3) * 0.15;
        say(day, new ContextFact.Promotion(promoted, from, until, depth));
      }
    }
  }

  private void context(LocalDate date) {
    int day = (int) (date.toEpochDay() - first.toEpochDay());
    for (int guest = 0; guest < random.nextInt(120); guest++) {
      String zone = random.nextInt(4) == 0 ? "drive" : "door";
      Instant at = at(day, 7 * 3600 + random.nextInt(14 * 3600));
      changes.add(new Passed(at, zone, random.nextInt(3), random.nextInt(3)));
    }
    for (int hour = 0; hour < 24; hour += 1 + random.nextInt(12)) {
      Instant from = at(day + random.nextInt(2), hour * 3600);
      Instant until = from.plus(Duration.ofHours(1 + random.nextInt(30)));
      double temperature = -5 + 30 * random.nextDouble();
      say(day, new ContextFact.Weather(from, until, temperature, 5 * random.nextDouble()));
    }
    if (random.nextInt(7) == 0) {
      LocalTime opens = LocalTime.of(random.nextInt(12), 15 * random.nextInt(4));
      LocalTime closes = LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
      say(day, new OpeningHours(date.plusDays(random.nextInt(2)), opens, closes));
    }
  }

  private void say(int day, ContextFact fact) {
    changes.add(new Known(at(day, random.nextInt(86_400)), fact));
  }

  /// A moment of a day; what would fall into a spring gap comes just after it.
  private Instant at(int day, int second) {
    Instant noon = first.plusDays(day).atTime(12, 0).atZone(calendar.zone()).toInstant();
    Instant wall =
        first.plusDays(day).atStartOfDay().plusSeconds(second).atZone(calendar.zone()).toInstant();
    Instant absolute = noon.plusSeconds(second - 43_200L);
    return (random.nextBoolean() ? wall : absolute).plusMillis(random.nextInt(1000));
  }
}
