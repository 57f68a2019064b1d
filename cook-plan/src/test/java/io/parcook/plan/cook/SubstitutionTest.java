package io.parcook.plan.cook;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.kitchen.Kitchen;
import io.parcook.plan.menu.Batches;
import io.parcook.plan.menu.Daypart;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubstitutionTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Menu MENU =
      new Menu(
          List.of(new Daypart("day", LocalTime.MIDNIGHT)),
          Map.of(),
          Map.of(
              "fries",
              item("fries", List.of("gone", "wedges")),
              "wedges",
              item("wedges", List.of())),
          Map.of());
  private static final Map<String, DemandPaths> DEMAND =
      Map.of("fries", paths(8), "wedges", paths(2));

  @Test
  void whatIsSoldOutIsNotCookedAndItsSubstituteIsCookedForBoth() {
    Plan usual = plan(Set.of());
    Plan without = plan(Set.of("fries"));

    assertThat(portions(usual, "fries")).isPositive();
    assertThat(portions(without, "fries")).isZero();
    assertThat(portions(without, "wedges")).isGreaterThan(2 * portions(usual, "wedges"));
  }

  @Test
  void aShownBatchOfWhatSoldOutIsWithdrawnAsNotSold() {
    Plan usual = plan(Set.of());
    PlanInput next =
        new PlanInput(
            NOON,
            ZoneOffset.UTC,
            DEMAND,
            Kitchen.empty(MENU, Duration.ofMinutes(10)),
            usual,
            List.of(),
            null,
            Set.of("fries"));
    Plan without = new CookPlanner(MENU, PlanSettings.USUAL).plan(next);

    assertThat(without.withdrawn()).isNotEmpty();
    assertThat(without.withdrawn())
        .allSatisfy(
            one -> {
              assertThat(one.batch().item()).isEqualTo("fries");
              assertThat(one.reason()).isEqualTo(new Reason.NotSold());
            });
  }

  private static Plan plan(Set<String> soldOut) {
    return new CookPlanner(MENU, PlanSettings.USUAL)
        .plan(
            new PlanInput(
                NOON,
                ZoneOffset.UTC,
                DEMAND,
                Kitchen.empty(MENU, Duration.ofMinutes(10)),
                Plan.empty(NOON),
                List.of(),
                null,
                soldOut));
  }

  private static int portions(Plan plan, String item) {
    return plan.batches().stream()
        .filter(batch -> batch.item().equals(item))
        .mapToInt(PlannedBatch::portions)
        .sum();
  }

  private static MenuItem item(String name, List<String> substitutes) {
    return new MenuItem(
        name,
        "fry",
        new Batches(1, 1, 20),
        Duration.ofMinutes(3),
        Duration.ofMinutes(20),
        1,
        4,
        null,
        substitutes,
        Set.of("day"),
        Map.of());
  }

  private static DemandPaths paths(int portions) {
    float[] values = new float[4 * 12];
    float[] usual = new float[12];
    Arrays.fill(values, portions);
    Arrays.fill(usual, portions);
    return new DemandPaths(NOON, Duration.ofMinutes(15), 4, 12, values, usual);
  }
}
