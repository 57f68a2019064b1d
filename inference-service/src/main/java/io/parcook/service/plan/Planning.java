package io.parcook.service.plan;

import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.plan.cook.CookPlanner;
import io.parcook.plan.cook.Door;
import io.parcook.plan.cook.Plan;
import io.parcook.plan.cook.PlanInput;
import io.parcook.plan.cook.PlanSettings;
import io.parcook.plan.cook.PlannedBatch;
import io.parcook.plan.kitchen.Kitchen;
import io.parcook.plan.menu.Menu;
import io.parcook.service.forecast.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes one plan after the other from one menu: the next one knows what the last one showed. Used
/// by one thread.
final class Planning {

  /// How long what was withdrawn is shown.
  private static final Duration WITHDRAWN = Duration.ofMinutes(2);

  private static final int MOST_WITHDRAWN = 50;

  private final DemandHistory history;
  private final ShownFile file;
  private final DoorWatch door;
  private final Map<String, PlannedBatch> begun = new LinkedHashMap<>();
  private final Deque<PlanState.Withdrawal> withdrawn = new ArrayDeque<>();
  private StoreKitchen kitchen;
  private Menu menu;
  private CookPlanner planner;
  private ForecastDemand demand;
  private Plan before;

  Planning(DemandHistory history, Menu menu, ShownFile file, Instant now) {
    this.history = history;
    this.file = file;
    this.menu = menu;
    door = new DoorWatch(history);
    kitchen = new StoreKitchen(menu);
    planner = new CookPlanner(menu, PlanSettings.USUAL);
    demand = new ForecastDemand(history, menu);
    before = new Plan(now, file.due(), List.of(), List.of());
    file.begun().forEach(batch -> begun.put(batch.id(), batch));
  }

  void turnTo(Menu other) {
    menu = other;
    kitchen.turnTo(other);
    planner = new CookPlanner(other, PlanSettings.USUAL);
    demand = new ForecastDemand(history, other);
  }

  /// Begins the kitchen's book anew; the events that say what is in it follow.
  void forget() {
    kitchen = new StoreKitchen(menu);
  }

  void apply(StoreEvent event, Instant now) {
    kitchen.apply(event, now);
    if (event instanceof BatchStep step) {
      BatchLife.Stage stage =
          kitchen.batch(step.batch()).map(BatchLife::stage).orElse(BatchLife.Stage.DUE);
      PlannedBatch due = due(step.batch());
      PlannedBatch started = begun.get(step.batch());
      if (stage != BatchLife.Stage.DUE && due != null) {
        begun.put(due.id(), due);
        List<PlannedBatch> left = new ArrayList<>(before.batches());
        left.remove(due);
        before = new Plan(before.at(), left, List.of(), before.adjustments());
      } else if (stage == BatchLife.Stage.DUE && due == null && started != null) {
        begun.remove(started.id());
        List<PlannedBatch> more = new ArrayList<>(before.batches());
        more.add(started);
        before = new Plan(before.at(), more, List.of(), before.adjustments());
      }
    }
  }

  Menu menu() {
    return menu;
  }

  StoreKitchen kitchen() {
    return kitchen;
  }

  /// The batch as it is to be started; null where it is not.
  @Nullable PlannedBatch due(String batch) {
    for (PlannedBatch one : before.batches()) {
      if (one.id().equals(batch)) {
        return one;
      }
    }
    return null;
  }

  /// @param made the newest forecast; null before the first
  PlanState make(Instant now, @Nullable Made made, MenuFile.Now file) {
    kitchen.at(now);
    Kitchen stands = kitchen.kitchen();
    Door people = door.at(now);
    ForecastDemand.Known known = demand.of(made).seenBy(people, now);
    PlanInput input =
        new PlanInput(
            now,
            history.calendar().zone(),
            known.paths(),
            stands,
            before,
            kitchen.adjustments(),
            people,
            SoldOut.of(menu, history, now));
    Plan plan = planner.plan(input);
    before = plan;
    remember(plan, now);
    begun.keySet().removeIf(id -> kitchen.batch(id).isEmpty());
    this.file.keep(plan.batches(), List.copyOf(begun.values()));
    return new PlanPage(menu, kitchen, begun, input, known)
        .state(plan, List.copyOf(withdrawn), file);
  }

  private void remember(Plan plan, Instant now) {
    plan.withdrawn()
        .forEach(
            one ->
                withdrawn.addLast(
                    new PlanState.Withdrawal(
                        one.batch().id(),
                        one.batch().item(),
                        one.batch().station(),
                        one.batch().portions(),
                        now,
                        ReasonJson.of(one.reason()))));
    while (!withdrawn.isEmpty()
        && (withdrawn.size() > MOST_WITHDRAWN
            || withdrawn.getFirst().at().plus(WITHDRAWN).isBefore(now))) {
      withdrawn.removeFirst();
    }
  }
}
