package io.parcook.pipeline.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.IntervalChange.Sold;
import io.parcook.pipeline.history.RandomStore;
import io.parcook.pipeline.history.StoreCalendar;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTableTest {

  private static final HistoryLimits LIMITS = new HistoryLimits(64, 20, 4);
  private static final int LIFE = 50;

  @ParameterizedTest
  @CsvSource({
    "UTC, PT15M, 2026-05-01",
    "UTC, PT1H, 2026-05-01",
    "Europe/Berlin, PT30M, 2026-02-15",
    "Europe/Berlin, PT1H, 2026-09-25",
    "America/New_York, PT30M, 2026-09-28",
    "Australia/Lord_Howe, PT30M, 2026-02-25",
    "Asia/Kolkata, PT1H, 2026-01-01"
  })
  void everyFeatureEqualsItsNaiveComputation(String zone, String interval, LocalDate first) {
    StoreCalendar calendar = new StoreCalendar(ZoneId.of(zone), Duration.parse(interval));
    long seed = seed();
    Random random = new Random(seed);
    List<IntervalChange> life = new RandomStore(calendar, first, LIFE, seed).changes();
    HolidayCalendar holidays = HolidayCalendar.of(Set.of(first.plusDays(45)));
    for (int round = 0; round < 2; round++) {
      Instant origin = origin(calendar, first, random, round % 2 == 0);
      DemandHistory history = new DemandHistory(calendar, LIMITS, holidays);
      history.apply(before(life, origin));
      NaiveFeatures naive = new NaiveFeatures(calendar, LIMITS.days(), holidays, life, origin);
      compare(history, naive, origin, "seed " + seed + " origin " + origin);
    }
  }

  private static void compare(
      DemandHistory history, NaiveFeatures naive, Instant origin, String where) {
    List<String> names = FeatureTable.known();
    Instant from = history.calendar().intervalStart(origin);
    int steps = 30;
    FloatBuffer rows = rows(history, names, origin, from, steps);
    for (int item = 0; item < history.items().size(); item++) {
      for (int step = 0; step < steps; step += 1 + step % 5) {
        Instant target = from.plus(history.calendar().interval().multipliedBy(step));
        for (int column = 0; column < names.size(); column++) {
          float actual = rows.get((item * steps + step) * names.size() + column);
          double expected = naive.value(names.get(column), history.items().get(item), target);
          if (!(Math.abs(actual - expected) <= 2e-5 * Math.max(1, Math.abs(expected)))) {
            fail(
                "%s: %s of %s at %s is %s, not %s",
                where, names.get(column), history.items().get(item), target, actual, expected);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT2H", "P5D"})
  void whatHappensAfterTheOriginNeverChangesAFeature(Duration after) {
    StoreCalendar calendar = new StoreCalendar(ZoneId.of("Europe/Berlin"), Duration.ofMinutes(15));
    LocalDate first = LocalDate.of(2026, 9, 20);
    for (int round = 0; round < 4; round++) {
      long seed = seed();
      Random random = new Random(seed);
      int day = LIFE / 2 + random.nextInt(LIFE / 3);
      Instant origin =
          calendar
              .start(first.plusDays(day).toEpochDay(), 0)
              .plusMillis(8 * 3_600_000 + random.nextInt(40_000_000));
      List<IntervalChange> life = new RandomStore(calendar, first, LIFE, seed).changes();
      List<IntervalChange> other = new RandomStore(calendar, first, LIFE, seed + 1).changes();
      DemandHistory one = new DemandHistory(calendar, LIMITS);
      one.apply(before(life, origin));
      DemandHistory another = new DemandHistory(calendar, LIMITS);
      another.apply(before(life, origin));
      int items = one.items().size();
      one.apply(between(life, origin, origin.plus(after)));
      another.apply(between(other, origin, origin.plus(after)));
      Instant from = calendar.intervalStart(origin);
      assertThat(values(another, items, origin, from))
          .as("seed %d origin %s", seed, origin)
          .isEqualTo(values(one, items, origin, from));
    }
  }

  private static List<IntervalChange> between(
      List<IntervalChange> life, Instant origin, Instant end) {
    return life.stream()
        .filter(change -> change.time().isAfter(origin) && change.time().isBefore(end))
        .toList();
  }

  @Test
  void atABoundaryTheSameFeaturesComeFromOldDataAsFromLiveData() {
    StoreCalendar calendar = new StoreCalendar(ZoneId.of("Europe/Berlin"), Duration.ofMinutes(15));
    LocalDate first = LocalDate.of(2026, 9, 20);
    for (int round = 0; round < 4; round++) {
      long seed = seed();
      Random random = new Random(seed);
      Instant origin = origin(calendar, first, random, true);
      List<IntervalChange> life = new RandomStore(calendar, first, LIFE, seed).changes();
      DemandHistory live = new DemandHistory(calendar, LIMITS);
      live.apply(before(life, origin));
      DemandHistory later = new DemandHistory(calendar, new HistoryLimits(128, 20, 4));
      later.apply(life);
      Instant from = calendar.intervalStart(origin);
      assertThat(values(later, live.items().size(), origin, from))
          .as("seed %d origin %s", seed, origin)
          .isEqualTo(values(live, live.items().size(), origin, from));
    }
  }

  @Test
  void aTableThatIsUsedAgainAfterEachChangeAnswersLikeAFreshOne() {
    StoreCalendar calendar = new StoreCalendar(ZoneId.of("Europe/Berlin"), Duration.ofMinutes(30));
    LocalDate first = LocalDate.of(2026, 9, 20);
    long seed = seed();
    List<IntervalChange> life = new RandomStore(calendar, first, LIFE, seed).delivered();
    DemandHistory history = new DemandHistory(calendar, LIMITS);
    FeatureTable kept = new FeatureTable(FeatureTable.known());
    int rest = life.size() / 20;
    history.apply(life.subList(0, life.size() - rest));
    for (int at = life.size() - rest; at < life.size(); at++) {
      history.apply(life.subList(at, at + 1));
      if (at % 3 == 0) {
        int items = history.items().size();
        Instant origin = life.get(at).time().plusMillis(1);
        Instant from = calendar.intervalStart(origin);
        assertThat(values(kept, history, items, origin, from))
            .as("seed %d, change %d", seed, at)
            .isEqualTo(values(history, items, origin, from));
      }
    }
  }

  @Test
  void afterARestartTheSameFeaturesComeFromWholeIntervalsAndTheLastHours() {
    StoreCalendar calendar = new StoreCalendar(ZoneId.of("Europe/Berlin"), Duration.ofMinutes(15));
    LocalDate first = LocalDate.of(2026, 9, 20);
    for (int round = 0; round < 4; round++) {
      long seed = seed();
      Instant origin = origin(calendar, first, new Random(seed), false);
      List<IntervalChange> past =
          before(new RandomStore(calendar, first, LIFE, seed).changes(), origin);
      DemandHistory live = new DemandHistory(calendar, LIMITS);
      live.apply(past);
      DemandHistory rebuilt = new DemandHistory(calendar, LIMITS);
      live.items().forEach(rebuilt::addItem);
      rebuilt.apply(coarse(calendar, past, origin.minus(live.recent())));
      Instant from = calendar.intervalStart(origin);
      assertThat(values(rebuilt, live.items().size(), origin, from))
          .as("seed %d origin %s", seed, origin)
          .isEqualTo(values(live, live.items().size(), origin, from));
    }
  }

  /// As a ledger replays: what is older than `exact`, once for each interval, at its start.
  private static List<IntervalChange> coarse(
      StoreCalendar calendar, List<IntervalChange> past, Instant exact) {
    Map<List<Object>, Integer> sold = new LinkedHashMap<>();
    List<IntervalChange> coarse = new ArrayList<>();
    for (IntervalChange change : past) {
      if (change instanceof Sold(Instant time, String item, int delta) && time.isBefore(exact)) {
        sold.merge(List.of(calendar.intervalStart(time), item), delta, Integer::sum);
      } else {
        coarse.add(change);
      }
    }
    sold.forEach(
        (at, portions) -> coarse.add(new Sold((Instant) at.get(0), (String) at.get(1), portions)));
    coarse.sort(Comparator.comparing(IntervalChange::time));
    return coarse;
  }

  @Test
  void aTableComputesItsColumnsInTheOrderOfItsNames() {
    StoreCalendar calendar = new StoreCalendar(ZoneId.of("UTC"), Duration.ofHours(1));
    LocalDate first = LocalDate.of(2026, 5, 1);
    DemandHistory history = new DemandHistory(calendar, LIMITS);
    history.apply(new RandomStore(calendar, first, LIFE, 1).changes());
    Instant origin = Instant.parse("2026-06-15T09:00:00Z");
    List<String> all = FeatureTable.known();
    FloatBuffer whole = rows(history, all, origin, origin, 24);
    for (int column = 0; column < all.size(); column++) {
      FloatBuffer alone = rows(history, List.of(all.get(column)), origin, origin, 24);
      for (int row = 0; row < alone.limit(); row++) {
        assertThat(alone.get(row))
            .as(all.get(column))
            .isEqualTo(whole.get(row * all.size() + column));
      }
    }
  }

  @Test
  void aNameThatNobodyKnowsIsRefusedAtTheDoor() {
    assertThatThrownBy(() -> new FeatureTable(List.of("item.level", "moon.phase")))
        .isInstanceOf(UnknownFeatureException.class)
        .hasMessageContaining("moon.phase");
  }

  private static float[] values(DemandHistory history, int items, Instant origin, Instant from) {
    return values(new FeatureTable(FeatureTable.known()), history, items, origin, from);
  }

  private static float[] values(
      FeatureTable table, DemandHistory history, int items, Instant origin, Instant from) {
    FloatBuffer out = FloatBuffer.allocate(items * 30 * table.columns());
    table.fill(history, IntStream.range(0, items).toArray(), origin, from, 30, out);
    return out.array();
  }

  private static FloatBuffer rows(
      DemandHistory history, List<String> names, Instant origin, Instant from, int steps) {
    FeatureTable table = new FeatureTable(names);
    int items = history.items().size();
    FloatBuffer out = FloatBuffer.allocate(items * steps * table.columns());
    table.fill(history, IntStream.range(0, items).toArray(), origin, from, steps, out);
    return out.flip();
  }

  private static List<IntervalChange> before(List<IntervalChange> life, Instant origin) {
    return life.stream()
        .filter(
            change ->
                change instanceof IntervalChange.Known
                    ? !change.time().isAfter(origin)
                    : change.time().isBefore(origin))
        .toList();
  }

  private static Instant origin(
      StoreCalendar calendar, LocalDate first, Random random, boolean aligned) {
    int day = LIFE / 3 + random.nextInt(LIFE - LIFE / 3 - 2);
    Instant moment =
        calendar
            .start(first.plusDays(day).toEpochDay(), 0)
            .plusMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(86_400_000));
    return aligned ? calendar.intervalStart(moment) : moment;
  }

  private static long seed() {
    return Long.getLong("seed", System.nanoTime());
  }
}
