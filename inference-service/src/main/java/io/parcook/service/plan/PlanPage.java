package io.parcook.service.plan;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.plan.cook.Adjustment;
import io.parcook.plan.cook.Door;
import io.parcook.plan.cook.Plan;
import io.parcook.plan.cook.PlanInput;
import io.parcook.plan.cook.PlannedBatch;
import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.kitchen.Cooking;
import io.parcook.plan.kitchen.ItemStock;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import io.parcook.service.plan.PlanState.Batch;
import io.parcook.service.plan.PlanState.BatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts into words and figures what a plan was made from and came to.
///
/// @param begun batches that were started, as they had been shown
record PlanPage(
    Menu menu,
    StoreKitchen kitchen,
    Map<String, PlannedBatch> begun,
    PlanInput input,
    ForecastDemand.Known known) {

  /// How long a batch that became ready is shown.
  private static final Duration JUST_READY = Duration.ofMinutes(2);

  private static final List<Duration> SPANS =
      List.of(Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1));

  PlanState state(Plan plan, List<PlanState.Withdrawal> withdrawn, MenuFile.Now file) {
    Door door = input.door();
    PlanState.BasisWhy why = known.why();
    return new PlanState(
        0,
        input.now(),
        input.zone(),
        known.basis(),
        why == null ? null : why.words(),
        why,
        new PlanState.MenuJson(file.standing(), file.words(), file.since()),
        menu.items().values().stream().map(MenuItem::station).distinct().toList(),
        batches(plan),
        withdrawn,
        menu.items().values().stream().map(this::item).toList(),
        kitchen.adjusted().stream().flatMap(PlanPage::adjustment).toList(),
        door == null
            ? null
            : new PlanState.DoorCount(door.people(), door.usual(), DoorWatch.MINUTES));
  }

  private List<Batch> batches(Plan plan) {
    var all = new ArrayList<Batch>();
    for (PlannedBatch due : plan.batches()) {
      all.add(due(due));
    }
    for (Cooking one : input.kitchen().cooking()) {
      all.add(batch(one, BatchState.COOKING));
    }
    Instant since = input.now().minus(JUST_READY);
    for (Cooking one : input.kitchen().finished()) {
      if (one.ready().isAfter(since)) {
        all.add(batch(one, BatchState.READY));
      }
    }
    return all;
  }

  static Batch due(PlannedBatch due) {
    return new Batch(
        due.id(),
        due.item(),
        due.station(),
        due.portions(),
        BatchState.DUE,
        due.start(),
        due.ready(),
        due.basis().name(),
        ReasonJson.of(due.reason()));
  }

  private Batch batch(Cooking one, BatchState state) {
    PlannedBatch planned = begun.get(one.batch());
    MenuItem item = menu.items().get(one.item());
    return new Batch(
        one.batch(),
        one.item(),
        item == null ? "" : item.station(),
        one.portions(),
        state,
        one.started(),
        one.ready(),
        planned == null ? null : planned.basis().name(),
        planned == null ? null : ReasonJson.of(planned.reason()));
  }

  private PlanState.Item item(MenuItem item) {
    ItemStock stock = input.kitchen().stock(item.name());
    DemandPaths paths = known.paths().get(item.name());
    int cooking =
        input.kitchen().cooking().stream()
            .filter(one -> one.item().equals(item.name()))
            .mapToInt(Cooking::portions)
            .sum();
    return new PlanState.Item(
        item.name(),
        item.station(),
        stock.onHand(),
        stock.lots().stream()
            .map(lot -> new PlanState.Lot(lot.portions(), lot.ready(), lot.expires()))
            .toList(),
        cooking,
        stock.owed(),
        input.soldOut().contains(item.name()),
        par(item, paths == null),
        paths == null ? List.of() : needed(item, paths));
  }

  private @Nullable Integer par(MenuItem item, boolean unknown) {
    Adjustment.ParLevel manual = Adjustment.par(input.adjustments(), item, input.now());
    if (manual != null) {
      return manual.portions();
    }
    String daypart = menu.daypart(input.now().atZone(input.zone()).toLocalTime()).name();
    return unknown ? item.par().getOrDefault(daypart, 0) : null;
  }

  private List<PlanState.Need> needed(MenuItem item, DemandPaths paths) {
    double factor = Adjustment.factor(input.adjustments(), item, input.now());
    Instant now = input.now();
    return SPANS.stream()
        .map(
            span -> {
              Instant end = now.plus(span);
              return new PlanState.Need(
                  span,
                  (long) Math.floor(factor * paths.quantile(0.1, now, end)),
                  Math.round(factor * paths.mean(now, end)),
                  (long) Math.ceil(factor * paths.quantile(0.9, now, end)));
            })
        .toList();
  }

  private static Stream<PlanState.AdjustmentJson> adjustment(Adjusted adjusted) {
    return switch (adjusted.terms()) {
      case Adjusted.Slider s ->
          Stream.of(
              new PlanState.AdjustmentJson(
                  adjusted.adjustment(),
                  "slider",
                  s.factor(),
                  s.station(),
                  s.item(),
                  null,
                  s.from(),
                  s.until()));
      case Adjusted.Par p ->
          Stream.of(
              new PlanState.AdjustmentJson(
                  adjusted.adjustment(),
                  "par",
                  null,
                  null,
                  p.item(),
                  p.portions(),
                  p.from(),
                  p.until()));
      case Adjusted.Ended() -> Stream.of();
    };
  }
}
