package io.parcook.plan.cook;

import static io.parcook.plan.cook.Kitchens.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.kitchen.Cooking;
import io.parcook.plan.kitchen.Kitchen;
import io.parcook.plan.kitchen.KitchenChange;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds of every plan, on days of random kitchens that are named by their seeds.
final class CookPlannerTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aDayOfPlansKeepsEveryPromise(long seed) {
    var random = new SplittableRandom(seed);
    int capacity = random.nextInt(1, 5);
    Menu menu = Kitchens.menu(random, random.nextInt(2, 8), capacity);
    var planner = new CookPlanner(menu, PlanSettings.USUAL);
    Kitchen kitchen = Kitchens.kitchen(random, menu, NOON);
    Plan plan = Plan.empty(NOON);
    Instant now = NOON;
    for (int round = 0; round < 60; round++) {
      Map<String, DemandPaths> demand = Kitchens.demand(random, menu, now);
      Plan before = plan;
      plan = planner.plan(Kitchens.input(now, demand, kitchen, before));
      assertBatchesAreAllowed(menu, plan);
      assertNothingVanishes(before, plan, kitchen);
      assertCapacityHolds(menu, plan, kitchen, capacity);
      for (PlannedBatch batch : plan.now()) {
        if (random.nextInt(3) > 0) {
          kitchen =
              kitchen.apply(
                  new KitchenChange.Started(now, batch.id(), batch.item(), batch.portions()));
        }
      }
      now = now.plusSeconds(random.nextInt(20, 600));
      for (Cooking batch : kitchen.cooking()) {
        if (!batch.ready().isAfter(now)) {
          kitchen = kitchen.apply(new KitchenChange.Ready(now, batch.batch()));
        }
      }
      for (String item : menu.items().keySet()) {
        kitchen = kitchen.apply(new KitchenChange.Sold(now, item, random.nextInt(4)));
      }
      kitchen = kitchen.at(now);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void higherDemandNeverCooksLessOfAnItem(long seed) {
    var random = new SplittableRandom(seed);
    Menu menu = Kitchens.menu(random, 6, 1000);
    var planner = new CookPlanner(menu, PlanSettings.USUAL);
    Kitchen kitchen = Kitchens.kitchen(random, menu, NOON);
    Map<String, DemandPaths> demand = Kitchens.demand(random, menu, NOON);
    Map<String, Integer> least = new HashMap<>();
    for (double factor = 0.25; factor < 4; factor *= 1.3) {
      double by = factor;
      Map<String, DemandPaths> higher = new HashMap<>();
      demand.forEach((item, paths) -> higher.put(item, paths.times(by)));
      Plan plan = planner.plan(Kitchens.input(NOON, higher, kitchen, Plan.empty(NOON)));
      for (String item : demand.keySet()) {
        int now =
            plan.now().stream()
                .filter(batch -> batch.item().equals(item))
                .mapToInt(PlannedBatch::portions)
                .sum();
        assertThat(now)
            .as("%s at %.2f times the demand, seed %d", item, factor, seed)
            .isGreaterThanOrEqualTo(least.getOrDefault(item, 0));
        least.put(item, now);
      }
    }
  }

  @Test
  void theSameForecastShowsTheSamePlanAgain() {
    var random = new SplittableRandom(77);
    Menu menu = Kitchens.menu(random, 6, 3);
    var planner = new CookPlanner(menu, PlanSettings.USUAL);
    Kitchen kitchen = Kitchens.kitchen(random, menu, NOON);
    Map<String, DemandPaths> demand = Kitchens.demand(random, menu, NOON);

    Plan first = planner.plan(Kitchens.input(NOON, demand, kitchen, Plan.empty(NOON)));
    Plan second = planner.plan(Kitchens.input(NOON, demand, kitchen, first));

    assertThat(second.batches()).isNotEmpty().containsExactlyInAnyOrderElementsOf(first.batches());
    assertThat(second.withdrawn()).isEmpty();
  }

  @Test
  void aBatchThatNobodyNeedsAnyMoreIsWithdrawnWithTheCount() {
    Menu menu = Kitchens.longHeld();
    MenuItem item = menu.item("item-0");
    var planner = new CookPlanner(menu, PlanSettings.USUAL);
    Map<String, DemandPaths> demand = Map.of(item.name(), even(4));
    Kitchen none = Kitchen.empty(menu, item.lead());
    Plan shown = planner.plan(Kitchens.input(NOON, demand, none, Plan.empty(NOON)));

    Kitchen counted = none.apply(new KitchenChange.Counted(NOON, item.name(), 500));
    Plan plan = planner.plan(Kitchens.input(NOON, demand, counted, shown));

    assertThat(shown.now()).isNotEmpty();
    assertThat(plan.batches()).isEmpty();
    assertThat(plan.withdrawn())
        .hasSameSizeAs(shown.batches())
        .allSatisfy(one -> assertThat(one.reason().words()).startsWith("500 on hand"));
  }

  @Test
  void withoutAForecastTheMenusParLevelStandsInAndSaysSo() {
    Menu menu = Kitchens.menu(new SplittableRandom(3), 1, 3);
    MenuItem item = menu.item("item-0");
    int par = item.par().getOrDefault("day", 0);
    var planner = new CookPlanner(menu, PlanSettings.USUAL);

    Plan plan =
        planner.plan(
            Kitchens.input(NOON, Map.of(), Kitchen.empty(menu, item.lead()), Plan.empty(NOON)));

    assertThat(par).isPositive();
    assertThat(plan.now())
        .allSatisfy(
            batch -> {
              assertThat(batch.basis()).isEqualTo(PlannedBatch.Basis.MENU_PAR);
              assertThat(batch.reason().words()).startsWith("par " + par);
            });
    assertThat(plan.now().stream().mapToInt(PlannedBatch::portions).sum())
        .isGreaterThanOrEqualTo(par);
  }

  @Test
  void aManagersParLevelAndSliderAreFollowedAndRecordedForTheirTime() {
    Menu menu = Kitchens.menu(new SplittableRandom(3), 1, 50);
    MenuItem item = menu.item("item-0");
    var planner = new CookPlanner(menu, PlanSettings.USUAL);
    Instant end = NOON.plusSeconds(60);
    var par = new Adjustment.ParLevel(NOON, end, item.name(), 40);
    var busier = new Adjustment.Slider(NOON, end, item.station(), null, 3);

    Plan plain = at(planner, NOON, menu, List.of());
    Plan slid = at(planner, NOON, menu, List.of(busier));
    Plan fixed = at(planner, NOON, menu, List.of(par));
    Plan after = at(planner, end, menu, List.of(par, busier));

    assertThat(portions(slid)).isGreaterThan(portions(plain));
    assertThat(slid.adjustments()).isEqualTo(List.of(busier));
    assertThat(portions(fixed)).isBetween(40, 40 + item.batches().largest());
    assertThat(after.adjustments()).isEmpty();
    assertThat(portions(after)).isEqualTo(portions(plain));
  }

  @Test
  void aRushAtTheDoorIsSaidInItsFigures() {
    Menu menu = Kitchens.menu(new SplittableRandom(3), 1, 50);
    Kitchen none = Kitchen.empty(menu, menu.item("item-0").lead());
    var input =
        new PlanInput(
            NOON,
            ZoneOffset.UTC,
            Map.of("item-0", even(6)),
            none,
            Plan.empty(NOON),
            List.of(),
            new Door(6, 4));

    assertThat(new CookPlanner(menu, PlanSettings.USUAL).plan(input).now())
        .isNotEmpty()
        .allSatisfy(
            batch -> assertThat(batch.reason().words()).isEqualTo("6 at the door, usual 4"));
  }

  @Test
  void whatIsOwedIsCookedOnceAndEnoughOfItIsSaidToBeOrdered() {
    Menu menu = Kitchens.menu(new SplittableRandom(3), 1, 1000);
    MenuItem item = menu.item("item-0");
    var planner = new CookPlanner(menu, PlanSettings.USUAL);
    Kitchen owing =
        Kitchen.empty(menu, Duration.ofMinutes(15))
            .apply(new KitchenChange.Sold(NOON, item.name(), 30));
    Map<String, DemandPaths> nothingMore = Map.of(item.name(), even(0));

    Plan plan = planner.plan(Kitchens.input(NOON, nothingMore, owing, Plan.empty(NOON)));
    Plan again = planner.plan(Kitchens.input(NOON, nothingMore, owing, plan));

    assertThat(plan.batches().stream().mapToInt(PlannedBatch::portions).sum())
        .isBetween(30 - item.batches().largest(), 30 + item.batches().largest());
    assertThat(plan.batches())
        .allSatisfy(one -> assertThat(one.reason()).isInstanceOf(Reason.Ordered.class));
    assertThat(again.batches()).containsExactlyInAnyOrderElementsOf(plan.batches());
  }

  @Test
  void ordersThatWaitAreCookedForNowThoughALaterBatchIsShown() {
    Menu menu = Kitchens.menu(new SplittableRandom(3), 1, 1000);
    MenuItem item = menu.item("item-0");
    var planner = new CookPlanner(menu, PlanSettings.USUAL);
    Kitchen none = Kitchen.empty(menu, Duration.ofMinutes(15));
    Map<String, DemandPaths> demand = Map.of(item.name(), even(4));
    Instant soon = NOON.plus(PlanSettings.USUAL.review());
    Plan shown = planner.plan(Kitchens.input(NOON, demand, none, Plan.empty(NOON)));
    Plan later =
        new Plan(
            NOON,
            shown.batches().stream().filter(one -> !one.start().isBefore(soon)).toList(),
            List.of(),
            List.of());
    Kitchen owing = none.apply(new KitchenChange.Sold(NOON, item.name(), 5));

    Plan plan = planner.plan(Kitchens.input(NOON, demand, owing, later));

    assertThat(later.batches()).isNotEmpty();
    assertThat(plan.now().stream().mapToInt(PlannedBatch::portions).sum())
        .isGreaterThanOrEqualTo(5);
    assertThat(plan.now().getFirst().reason()).isEqualTo(new Reason.Ordered(5, 0));
  }

  @Test
  void whereOrdersWaitForAnItemAtItsParLevelTheReasonIsTheOrders() {
    Menu menu = Kitchens.menu(new SplittableRandom(3), 1, 1000);
    MenuItem item = menu.item("item-0");
    int par = item.par().getOrDefault("day", 0);
    Kitchen owing =
        Kitchen.empty(menu, Duration.ofMinutes(15))
            .apply(new KitchenChange.Sold(NOON, item.name(), 1));

    Plan plan =
        new CookPlanner(menu, PlanSettings.USUAL)
            .plan(Kitchens.input(NOON, Map.of(), owing, Plan.empty(NOON)));

    assertThat(plan.batches())
        .first()
        .extracting(PlannedBatch::reason)
        .isEqualTo(new Reason.Ordered(1, 0));
    assertThat(plan.batches().stream().mapToInt(PlannedBatch::portions).sum())
        .isGreaterThanOrEqualTo(par + 1);
  }

  private static Plan at(CookPlanner planner, Instant now, Menu menu, List<Adjustment> told) {
    return planner.plan(
        new PlanInput(
            now,
            ZoneOffset.UTC,
            Map.of("item-0", even(4)),
            Kitchen.empty(menu, Duration.ofMinutes(5)),
            Plan.empty(now),
            told,
            null));
  }

  private static int portions(Plan plan) {
    return plan.now().stream().mapToInt(PlannedBatch::portions).sum();
  }

  private static DemandPaths even(float portions) {
    float[] values = new float[Kitchens.STEPS];
    Arrays.fill(values, portions);
    return new DemandPaths(NOON, Duration.ofMinutes(15), 1, Kitchens.STEPS, values, values.clone());
  }

  private static void assertBatchesAreAllowed(Menu menu, Plan plan) {
    for (PlannedBatch batch : plan.batches()) {
      assertThat(menu.item(batch.item()).batches().allows(batch.portions()))
          .as("size of %s", batch)
          .isTrue();
    }
  }

  private static void assertNothingVanishes(Plan before, Plan plan, Kitchen kitchen) {
    var accounted = new ArrayList<String>();
    plan.batches().forEach(batch -> accounted.add(batch.id()));
    plan.withdrawn().forEach(one -> accounted.add(one.batch().id()));
    kitchen.cooking().forEach(one -> accounted.add(one.batch()));
    kitchen.finished().forEach(one -> accounted.add(one.batch()));
    assertThat(accounted).doesNotHaveDuplicates();
    assertThat(accounted).containsAll(before.batches().stream().map(PlannedBatch::id).toList());
    Map<String, Integer> shown =
        before.batches().stream()
            .collect(Collectors.toMap(PlannedBatch::id, PlannedBatch::portions));
    for (PlannedBatch batch : plan.batches()) {
      assertThat(batch.portions()).isEqualTo(shown.getOrDefault(batch.id(), batch.portions()));
    }
  }

  /// Second by second: what cooks and what the plan starts, if each starts when it says.
  private static void assertCapacityHolds(Menu menu, Plan plan, Kitchen kitchen, int capacity) {
    for (int second = 0; second < 3600; second += 30) {
      Instant moment = plan.at().plusSeconds(second);
      long taken =
          kitchen.cooking().stream().filter(one -> one.ready().isAfter(moment)).count()
              + plan.batches().stream()
                  .filter(
                      batch -> {
                        Instant start =
                            batch.start().isBefore(plan.at()) ? plan.at() : batch.start();
                        Instant ready = start.plus(menu.item(batch.item()).lead());
                        return !start.isAfter(moment) && ready.isAfter(moment);
                      })
                  .count();
      assertThat(taken).as("fryer at %s", moment).isLessThanOrEqualTo(capacity);
    }
  }
}
