package io.parcook.plan.cook;

import static io.parcook.plan.cook.Kitchens.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.kitchen.Kitchen;
import io.parcook.plan.kitchen.Lot;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The batch of tiny kitchens against every batch there is, each judged by a kitchen that is walked
/// through in seconds and shares nothing with the plan's arithmetic.
final class PlanOracleTest {

  private static final double SECOND = 1;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void noBatchCostsLessThanThePlans(long seed) {
    var random = new SplittableRandom(seed);
    Menu menu = Kitchens.menu(random, 1, 1);
    MenuItem item = menu.item("item-0");
    Kitchen kitchen = Kitchens.kitchen(random, menu, NOON);
    Map<String, DemandPaths> demand = Kitchens.demand(random, menu, NOON);
    DemandPaths paths = demand.get(item.name());
    if (paths == null) {
      return;
    }
    var settings = new PlanSettings(Duration.ofMinutes(15), Duration.ZERO, 1, 0.25);

    Plan plan =
        new CookPlanner(menu, settings)
            .plan(Kitchens.input(NOON, demand, kitchen, Plan.empty(NOON)));

    int chosen = plan.now().stream().mapToInt(PlannedBatch::portions).sum();
    double least = cost(item, paths, kitchen.stock(item.name()).lots(), 0);
    for (int i = 0; i < item.batches().sizes(); i++) {
      least =
          Math.min(
              least, cost(item, paths, kitchen.stock(item.name()).lots(), item.batches().size(i)));
    }
    assertThat(cost(item, paths, kitchen.stock(item.name()).lots(), chosen))
        .as("cost of %d portions, seed %d", chosen, seed)
        .isCloseTo(least, within(1e-3 * (1 + least)));
  }

  /// Walks through each path: the oldest portions are sold first, the new batch last.
  private static double cost(MenuItem item, DemandPaths paths, List<Lot> lots, int portions) {
    double ready = item.lead().toSeconds();
    double next = ready + 900;
    double expires = ready + item.hold().toSeconds();
    double sum = 0;
    for (int path = 0; path < paths.paths(); path++) {
      List<double[]> old = new ArrayList<>();
      for (Lot lot : lots) {
        old.add(new double[] {lot.portions(), Duration.between(NOON, lot.expires()).toSeconds()});
      }
      double fresh = portions;
      double missing = 0;
      for (double t = 0; t < expires; t += SECOND) {
        int step = (int) (t / 900);
        double wanted =
            step < paths.steps() ? paths.values()[path * paths.steps() + step] / 900 : 0;
        for (double[] lot : old) {
          if (lot[1] > t) {
            double taken = Math.min(lot[0], wanted);
            lot[0] -= taken;
            wanted -= taken;
          }
        }
        if (t >= ready) {
          double taken = Math.min(fresh, wanted);
          fresh -= taken;
          wanted -= taken;
          missing += t < next ? wanted : 0;
        }
      }
      sum += item.missingCost() * missing + item.wasteCost() * fresh;
    }
    return sum / paths.paths();
  }
}
