package io.parcook.bench;

import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.plan.cook.CookPlanner;
import io.parcook.plan.cook.Plan;
import io.parcook.plan.cook.PlanInput;
import io.parcook.plan.cook.PlanSettings;
import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.demand.Dependence;
import io.parcook.plan.demand.PathMaker;
import io.parcook.plan.kitchen.Kitchen;
import io.parcook.plan.kitchen.KitchenChange;
import io.parcook.plan.menu.Batches;
import io.parcook.plan.menu.Daypart;
import io.parcook.plan.menu.Equipment;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import io.parcook.plan.menu.Place;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A cook plan of 100 items from their forecast, beside the making of that forecast: of a kitchen
/// that keeps up, and of one that owes orders of hours, has room for all of it, and shows hundreds
/// of batches that it goes on showing.
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "A cook plan of 100 items, beside the forecast that it is made from.",
    footer = {"", "Example:", "  ./parcook bench plan --rounds 200"})
final class PlanBench implements Callable<Integer> {

  private static final int ITEMS = 100;
  private static final int STEPS = 8;
  private static final int CALLS = 10;
  private static final int WARM_UP = 200;
  private static final int STATIONS = 4;
  private static final int OWED = 60;

  @Option(names = "--rounds", defaultValue = "100", description = "Measured rounds (100).")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    DemandHistory history = SimulatedPast.of(ITEMS);
    Menu menu = menu(history.items(), 20);
    Menu roomy = menu(history.items(), 100_000);
    var paths = new PathMaker(menu, Dependence.USUAL);
    var planner = new CookPlanner(menu, PlanSettings.USUAL);
    Kitchen kitchen = kitchen(menu);
    var behind = new CookPlanner(roomy, PlanSettings.USUAL);
    Kitchen owing = owing(roomy);
    try (var forecaster =
        OnnxForecaster.open(BaseModel.read().orElseThrow(), SessionSettings.DEFAULT)) {
      Callable<Forecast> forecast =
          () ->
              forecaster.forecast(
                  history, history.items(), SimulatedPast.NOW, SimulatedPast.FROM, STEPS);
      Forecast made = forecast.call();
      Plan none = Plan.empty(SimulatedPast.NOW);
      Callable<Plan> plan = () -> planner.plan(input(paths.of(made), kitchen, none));
      Plan shown = behind.plan(input(paths.of(made), owing, none));
      Callable<Plan> catchUp = () -> behind.plan(input(paths.of(made), owing, shown));
      if (plan.call().now().isEmpty() || shown.now().size() < 5 * ITEMS) {
        throw new IllegalStateException("A plan with nothing to cook measures nothing.");
      }
      for (int i = 0; i < WARM_UP; i++) {
        var _ = forecast.call();
        var _ = plan.call();
        var _ = catchUp.call();
      }
      new Sides("Plan of " + ITEMS + " items", "ms")
          .side("the forecast that it is made from", () -> milliseconds(forecast))
          .side("paths and plan", () -> milliseconds(plan))
          .side(
              "with " + shown.batches().size() + " batches of owed orders",
              () -> milliseconds(catchUp))
          .run(rounds);
    }
    return 0;
  }

  private static PlanInput input(Map<String, DemandPaths> demand, Kitchen kitchen, Plan before) {
    return new PlanInput(
        SimulatedPast.NOW, ZoneOffset.UTC, demand, kitchen, before, List.of(), null);
  }

  private static Menu menu(List<String> items, int capacity) {
    var made = new LinkedHashMap<String, MenuItem>();
    for (int i = 0; i < items.size(); i++) {
      String station = "station-" + i % STATIONS;
      made.put(
          items.get(i),
          new MenuItem(
              items.get(i),
              station,
              new Batches(1 + i % 4, 1 + i % 3, 12),
              Duration.ofMinutes(3 + i % 12),
              Duration.ofMinutes(15 + i % 60),
              0.5,
              2,
              new Place(station, 1),
              List.of(),
              Set.of("day"),
              Map.of("day", 4)));
    }
    var equipment = new LinkedHashMap<String, Equipment>();
    for (int i = 0; i < STATIONS; i++) {
      equipment.put("station-" + i, new Equipment("station-" + i, capacity));
    }
    return new Menu(List.of(new Daypart("day", LocalTime.MIDNIGHT)), equipment, made, Map.of());
  }

  private static Kitchen kitchen(Menu menu) {
    Kitchen kitchen = Kitchen.empty(menu, Duration.ofMinutes(10));
    int place = 0;
    for (String item : menu.items().keySet()) {
      var ready = SimulatedPast.NOW.minus(Duration.ofMinutes(place % 10));
      kitchen = kitchen.apply(new KitchenChange.Cooked(ready, item, 1 + place++ % 5));
    }
    return kitchen.at(SimulatedPast.NOW);
  }

  /// Of every item so many portions wait that were ordered and never cooked.
  private static Kitchen owing(Menu menu) {
    Kitchen kitchen = Kitchen.empty(menu, Duration.ofMinutes(10));
    for (String item : menu.items().keySet()) {
      kitchen = kitchen.apply(new KitchenChange.Sold(SimulatedPast.NOW, item, OWED));
    }
    return kitchen;
  }

  private static double milliseconds(Callable<?> call) throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      var _ = call.call();
    }
    return (System.nanoTime() - start) / 1e6 / CALLS;
  }
}
