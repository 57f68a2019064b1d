package io.parcook.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.ContextFact;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SimulationTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant MONDAY = Instant.parse("2026-03-01T23:00:00Z");
  private static final Instant FOUR_WEEKS_ON = MONDAY.plus(Duration.ofDays(28));

  private final Restaurant restaurant = Restaurant.usual("test", ZONE, 7);

  @Test
  void theSameSeedGivesTheSameEventsAndAnotherSeedOthers() {
    List<StoreEvent> once = run(restaurant, MONDAY, FOUR_WEEKS_ON);

    assertThat(run(Restaurant.usual("test", ZONE, 7), MONDAY, FOUR_WEEKS_ON)).isEqualTo(once);
    assertThat(run(Restaurant.usual("test", ZONE, 8), MONDAY, FOUR_WEEKS_ON)).isNotEqualTo(once);
  }

  @Test
  void eventsComeInTheOrderOfTimeWithinTheSpanAndEachHasItsOwnIdentity() {
    List<StoreEvent> events = run(restaurant, MONDAY, FOUR_WEEKS_ON);

    assertThat(events).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
    assertThat(events)
        .allMatch(e -> !e.time().isBefore(MONDAY) && e.time().isBefore(FOUR_WEEKS_ON));
    assertThat(events.stream().map(StoreEvent::id)).doesNotHaveDuplicates();
  }

  @Test
  void aRunThatBeginsOnTheWayYieldsTheRestOfTheOtherRun() {
    Instant middle = MONDAY.plus(Duration.ofDays(12)).plus(Duration.ofHours(23)).plusMillis(1);
    List<StoreEvent> whole = run(restaurant, MONDAY, FOUR_WEEKS_ON);

    List<StoreEvent> twoRuns = new ArrayList<>(run(restaurant, MONDAY, middle));
    run(restaurant, middle, FOUR_WEEKS_ON).stream()
        .filter(event -> !event.id().id().startsWith("since-"))
        .forEach(twoRuns::add);

    assertThat(twoRuns).isEqualTo(whole);
  }

  @Test
  void everyPortionWantedIsRungUpOrSubstitutedOrLost() {
    Map<String, Integer> rung = new HashMap<>();
    Map<String, Integer> expected = new HashMap<>();
    List<Wish> lost = new ArrayList<>();
    Simulation run =
        new Simulation(
            restaurant,
            MONDAY,
            FOUR_WEEKS_ON,
            wish -> {
              if (wish.got() == null) {
                lost.add(wish);
              } else {
                expected.merge(wish.got(), 1, Integer::sum);
              }
            });
    run.stream()
        .flatMap(event -> event instanceof Sale sale ? sale.lines().stream() : null)
        .filter(line -> !line.isVoid())
        .forEach(line -> rung.merge(line.item(), line.quantity(), Integer::sum));

    assertThat(rung).isEqualTo(expected);
    assertThat(lost).isNotEmpty();
  }

  @Test
  void nothingIsRungUpWhileItIsSoldOut() {
    Set<String> out = new HashSet<>();
    int spells = 0;
    for (StoreEvent event : run(restaurant, MONDAY, FOUR_WEEKS_ON)) {
      switch (event) {
        case Stock stock -> {
          assertThat(stock.available() ? out.remove(stock.item()) : out.add(stock.item()))
              .as("%s changes", stock)
              .isTrue();
          spells += stock.available() ? 0 : 1;
        }
        case Sale sale ->
            assertThat(sale.lines())
                .as("%s while %s are sold out", sale, out)
                .noneMatch(line -> !line.isVoid() && out.contains(line.item()));
        case Presence _, Context _, Cook _, BatchStep _, Adjusted _ -> {}
      }
    }
    assertThat(spells).isGreaterThan(10);
  }

  @Test
  void ordersADayAreWhatTheRestaurantSays() {
    long orders =
        run(restaurant, MONDAY, MONDAY.plus(Duration.ofDays(364))).stream()
            .filter(SimulationTest::isOrder)
            .count();

    assertThat(orders / 364.0).isCloseTo(500, within(75.0));
  }

  @Test
  void theDoorLeadsTheTillByMinutes() {
    Map<LocalDate, Integer> entered = new HashMap<>();
    List<Instant> entries = new ArrayList<>();
    List<Instant> orders = new ArrayList<>();
    int in = 0;
    int out = 0;
    for (StoreEvent event : run(restaurant, MONDAY, FOUR_WEEKS_ON)) {
      if (event instanceof Presence presence) {
        in += presence.entered();
        out += presence.left();
        for (int i = 0; i < presence.entered(); i++) {
          entries.add(presence.time());
        }
        entered.merge(LocalDate.ofInstant(presence.time(), ZONE), presence.entered(), Integer::sum);
      } else if (event instanceof Sale sale
          && isOrder(sale)
          && "counter".equals(sale.lines().getFirst().channel())) {
        orders.add(sale.time());
      }
    }

    assertThat(entered.values()).filteredOn(people -> people > 100).hasSize(28);
    assertThat((double) out / in).isCloseTo(1, within(0.05));
    assertThat(bestLead(entries, orders)).isBetween(2, 8);
  }

  /// The shift in minutes, from 15 back to 15 ahead, at which counts by the minute of the door and
  /// of the till go together best.
  private static int bestLead(List<Instant> entries, List<Instant> orders) {
    Map<Long, Integer> door = new HashMap<>();
    entries.forEach(e -> door.merge(e.getEpochSecond() / 60, 1, Integer::sum));
    int best = 0;
    long most = -1;
    for (int lead = -15; lead <= 15; lead++) {
      long together = 0;
      for (Instant order : orders) {
        together += door.getOrDefault(order.getEpochSecond() / 60 - lead, 0);
      }
      if (together > most) {
        most = together;
        best = lead;
      }
    }
    return best;
  }

  @Test
  void aPromotionIsAnnouncedAWeekAheadAndRaisesDemandWhileItRuns() {
    Map<ContextFact.Promotion, Instant> announced = new HashMap<>();
    Map<String, Integer> sold = new HashMap<>();
    Instant end = MONDAY.plus(Duration.ofDays(364));
    for (StoreEvent event : run(restaurant, MONDAY, end)) {
      if (event instanceof Context(_, Instant time, ContextFact.Promotion promotion)) {
        announced.putIfAbsent(promotion, time);
      } else if (event instanceof Sale sale) {
        LocalDate date = LocalDate.ofInstant(sale.time(), ZONE);
        sale.lines().forEach(l -> sold.merge(l.item() + date, l.delta(), Integer::sum));
      }
    }
    int during = 0;
    int weekBefore = 0;
    for (ContextFact.Promotion p : announced.keySet()) {
      if (p.from().isBefore(MONDAY.plus(Duration.ofDays(8))) || !p.until().isBefore(end)) {
        continue;
      }
      assertThat(announced.get(p)).isBefore(p.from().minus(Duration.ofDays(6)));
      for (int day = 0; p.item() != null && day < 3; day++) {
        LocalDate date = LocalDate.ofInstant(p.from(), ZONE).plusDays(day);
        during += sold.getOrDefault(p.item() + date, 0);
        weekBefore += sold.getOrDefault(p.item() + date.minusDays(7), 0);
      }
    }

    assertThat(during / (double) weekBefore).isGreaterThan(1.3);
  }

  @Test
  void theStoreTradesByItsWallClockAcrossBothSwitches() {
    for (String day : List.of("2026-03-29", "2026-10-25")) {
      Instant midnight = LocalDate.parse(day).atStartOfDay(ZONE).toInstant();
      Instant end = LocalDate.parse(day).plusDays(1).atStartOfDay(ZONE).toInstant();
      List<Integer> hours =
          run(restaurant, midnight, end).stream()
              .filter(SimulationTest::isOrder)
              .map(e -> e.time().atZone(ZONE).getHour())
              .filter(hour -> hour > 1)
              .distinct()
              .sorted()
              .toList();

      assertThat(hours).first().isEqualTo(7);
      assertThat(hours).last().isEqualTo(23);
    }
  }

  @Test
  void madeUpStoresDifferInSizeAndMenu() {
    Set<Integer> menus = new HashSet<>();
    double least = Double.MAX_VALUE;
    double most = 0;
    for (long seed = 0; seed < 50; seed++) {
      Restaurant store = Restaurant.random(seed);
      menus.add(store.menu().size());
      least = Math.min(least, store.orders());
      most = Math.max(most, store.orders());
      assertThat(store.orders()).as("seed %d", seed).isBetween(100.0, 1_500.0);
      assertThat(store.menu()).as("seed %d", seed).hasSizeBetween(8, 60);
      assertThat(run(store, MONDAY, MONDAY.plus(Duration.ofDays(7))))
          .as("seed %d", seed)
          .isNotEmpty();
    }
    assertThat(menus).hasSizeGreaterThan(15);
    assertThat(most / least).isGreaterThan(8);
  }

  private static boolean isOrder(StoreEvent event) {
    return event instanceof Sale sale && !sale.lines().getFirst().isVoid();
  }

  private static List<StoreEvent> run(Restaurant restaurant, Instant from, Instant until) {
    return new Simulation(restaurant, from, until).stream().toList();
  }
}
