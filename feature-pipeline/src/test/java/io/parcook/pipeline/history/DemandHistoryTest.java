package io.parcook.pipeline.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandHistoryTest {

  private static final int DAYS = 16;

  @ParameterizedTest
  @CsvSource({
    "UTC, PT15M, 2026-05-01",
    "Europe/Berlin, PT15M, 2026-03-20",
    "Europe/Berlin, PT1H, 2026-10-15",
    "America/New_York, PT15M, 2026-10-25",
    "Australia/Lord_Howe, PT15M, 2026-03-25",
    "Australia/Lord_Howe, PT1H, 2026-09-25",
    "Asia/Kolkata, PT1H, 2026-01-01",
    "Africa/Casablanca, PT30M, 2026-02-10",
    "America/Havana, PT15M, 2026-10-20"
  })
  void everyCellEqualsWhatTheListOfChangesSays(String zone, String interval, LocalDate first) {
    StoreCalendar calendar = new StoreCalendar(ZoneId.of(zone), Duration.parse(interval));
    for (int round = 0; round < 3; round++) {
      long seed = System.nanoTime();
      List<IntervalChange> changes = new RandomStore(calendar, first, 22, seed).delivered();
      DemandHistory history = new DemandHistory(calendar, new HistoryLimits(DAYS, 20, 4));
      applyInBatches(history, changes, seed);
      compare(history, new NaiveHistory(calendar, DAYS, changes), seed);
    }
  }

  private static void compare(DemandHistory history, NaiveHistory naive, long seed) {
    for (int item = 0; item < history.items().size(); item++) {
      String name = history.items().get(item);
      LocalDate date = naive.newest().minusDays(DAYS + 1);
      for (; date.isBefore(naive.newest().plusDays(2)); date = date.plusDays(1)) {
        for (int slot = 0; slot < naive.calendar().slotsPerDay(); slot++) {
          float sold = history.sold(item, date.toEpochDay(), slot);
          float expected = (float) naive.sold(name, date, slot);
          if (Float.compare(sold, expected) != 0) {
            fail("seed %d: %s on %s slot %d is %s, not %s", seed, name, date, slot, sold, expected);
          }
        }
      }
    }
  }

  @Test
  void whatWasAppliedLiveEqualsTheSameChangesAppliedFromTheLedgerInAnyOrder() {
    StoreCalendar calendar = berlin();
    for (int round = 0; round < 10; round++) {
      long seed = System.nanoTime();
      List<IntervalChange> changes =
          new RandomStore(calendar, LocalDate.of(2026, 10, 15), 30, seed).delivered();
      DemandHistory live = new DemandHistory(calendar, new HistoryLimits(DAYS, 20, 4));
      applyInBatches(live, changes, seed);
      DemandHistory rebuilt = new DemandHistory(calendar, new HistoryLimits(DAYS, 20, 4));
      live.items().forEach(rebuilt::addItem);
      rebuilt.apply(changes.reversed().stream().filter(DemandHistoryTest::isSale).toList());
      rebuilt.apply(changes.stream().filter(change -> !isSale(change)).toList());
      long newest = live.read(window -> window.ring().newest());
      for (int item = 0; item < live.items().size(); item++) {
        for (long day = newest - DAYS; day <= newest; day++) {
          for (int slot = 0; slot < calendar.slotsPerDay(); slot++) {
            float sold = rebuilt.sold(item, day, slot);
            if (Float.compare(sold, live.sold(item, day, slot)) != 0) {
              fail("seed %d: item %d on day %d slot %d is %s", seed, item, day, slot, sold);
            }
          }
        }
      }
    }
  }

  private static boolean isSale(IntervalChange change) {
    return change instanceof IntervalChange.Sold;
  }

  @Test
  void salesBetweenAnyTwoMomentsOfTheLastHoursAreExactAndOnBoundariesForTheWholeWindow() {
    StoreCalendar calendar = berlin();
    for (int round = 0; round < 10; round++) {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      List<IntervalChange> changes =
          new RandomStore(calendar, LocalDate.of(2026, 10, 20), 10, seed).changes();
      DemandHistory history = new DemandHistory(calendar, new HistoryLimits(DAYS, 20, 4));
      history.apply(changes);
      NaiveHistory naive = new NaiveHistory(calendar, DAYS, changes);
      Instant last = changes.getLast().time();
      for (int query = 0; query < 500; query++) {
        String item = history.items().get(random.nextInt(history.items().size()));
        boolean aligned = random.nextBoolean();
        Instant from = last.minusMillis(random.nextInt(aligned ? 500_000_000 : 10_000_000));
        Instant to = from.plusMillis(random.nextInt(aligned ? 80_000_000 : 10_000_000));
        from = aligned ? calendar.intervalStart(from) : from;
        to = aligned ? calendar.intervalStart(to) : to;
        assertThat(history.soldBetween(history.item(item), from, to))
            .as("seed %d, %s from %s to %s", seed, item, from, to)
            .isEqualTo((float) naive.between(item, from, to));
      }
    }
  }

  private static StoreCalendar berlin() {
    return new StoreCalendar(ZoneId.of("Europe/Berlin"), Duration.ofMinutes(15));
  }

  private static void applyInBatches(
      DemandHistory history, List<IntervalChange> changes, long seed) {
    Random random = new Random(seed);
    List<IntervalChange> rest = new ArrayList<>(changes);
    while (!rest.isEmpty()) {
      int size = Math.min(rest.size(), 1 + random.nextInt(50));
      history.apply(rest.subList(0, size));
      rest.subList(0, size).clear();
    }
  }
}
