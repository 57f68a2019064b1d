package io.parcook.cli.kitchen;

import io.parcook.models.forecast.Forecaster;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.plan.cook.Adjustment;
import io.parcook.plan.cook.CookPlanner;
import io.parcook.plan.cook.PlanInput;
import io.parcook.plan.cook.PlanSettings;
import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.demand.Dependence;
import io.parcook.plan.demand.PathMaker;
import io.parcook.plan.menu.Daypart;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/// Policies on the same days, menu and equipment, each at several settings of its one safety.
public final class Contest {

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final int WEEKS = 6;
  private static final double[] ROOTS = {-0.6, 0, 0.5, 1, 1.5, 2, 2.6, 3.4, 4.5};
  private static final double[] CAUTIONS = {0.1, 0.2, 0.35, 0.6, 1, 1.8, 3.5, 8, 25};

  private final Menu menu;
  private final Orders orders;
  private final ZoneId zone;
  private final LocalDate first;
  private final Duration review;
  private final KitchenDays days;
  private final Map<String, Map<Instant, Map<String, DemandPaths>>> paths = new HashMap<>();

  /// @param first the first day that is judged
  /// @param count how many days are
  /// @param review how often the kitchen decides
  public Contest(
      Menu menu, Orders orders, ZoneId zone, LocalDate first, int count, Duration review) {
    this.menu = menu;
    this.orders = orders;
    this.zone = zone;
    this.first = first;
    this.review = review;
    this.days = new KitchenDays(menu, orders, zone, first, count, review);
  }

  /// Par levels by daypart, set once on the six weeks before: what an item's lead time and the time
  /// to the next decision take on average, and a multiple of its square root.
  Frontier fixedPar() {
    Map<String, Double> rates = new HashMap<>();
    for (MenuItem item : menu.items().values()) {
      for (Daypart daypart : menu.dayparts()) {
        rates.put(item.name() + '\n' + daypart.name(), rate(item.name(), daypart));
      }
    }
    return frontier(
        "par levels by daypart",
        ROOTS,
        knob ->
            par(
                knob,
                (item, now) -> {
                  Daypart daypart = menu.daypart(now.plus(item.lead()).atZone(zone).toLocalTime());
                  double rate = rates.getOrDefault(item.name() + '\n' + daypart.name(), 0.0);
                  return rate * item.lead().plus(review).toMinutes();
                }));
  }

  /// Portions a minute in a daypart, over the weeks before.
  private double rate(String item, Daypart daypart) {
    long minutes = 0;
    long portions = 0;
    for (int back = 1; back <= 7 * WEEKS; back++) {
      ZonedDateTime midnight = first.minusDays(back).atStartOfDay(zone);
      for (int slot = 0; slot < 96; slot++) {
        ZonedDateTime start = midnight.plusMinutes(15L * slot);
        if (menu.daypart(start.toLocalTime()).equals(daypart)) {
          minutes += 15;
          portions += orders.portions(item, start.toInstant(), start.toInstant().plus(QUARTER));
        }
      }
    }
    return minutes == 0 ? 0 : (double) portions / minutes;
  }

  /// The mean of the same weekday and time over six weeks, as a level that moves with the clock.
  Frontier sixWeeks() {
    Map<String, Double> known = new HashMap<>();
    return frontier(
        "six-week mean",
        ROOTS,
        knob ->
            par(
                knob,
                (item, now) ->
                    known.computeIfAbsent(
                        item.name() + '\n' + now,
                        _ -> {
                          long sum = 0;
                          for (int week = 1; week <= WEEKS; week++) {
                            Instant past = now.atZone(zone).minusWeeks(week).toInstant();
                            Instant end = past.plus(item.lead()).plus(review);
                            sum += orders.portions(item.name(), past, end);
                          }
                          return (double) sum / WEEKS;
                        })));
  }

  /// The plan with a model.
  Frontier plan(String name, Forecaster forecaster, DemandHistory history) {
    var maker = new PathMaker(menu, Dependence.USUAL);
    int steps = (int) planner(1).horizon().dividedBy(QUARTER) + 2;
    List<String> known = history.items();
    Map<Instant, Map<String, DemandPaths>> kept = paths.computeIfAbsent(name, _ -> new HashMap<>());
    return frontier(
        name,
        CAUTIONS,
        knob -> {
          CookPlanner planner = planner(knob);
          return (now, kitchen, before) ->
              planner.plan(
                  new PlanInput(
                      now,
                      zone,
                      kept.computeIfAbsent(
                          quarter(now),
                          at -> maker.of(forecaster.forecast(history, known, at, at, steps))),
                      kitchen,
                      before,
                      List.of(),
                      null));
        });
  }

  /// The plan with the demand known: what no forecast can go below.
  Frontier known() {
    return frontier(
        "true demand known",
        CAUTIONS,
        knob -> {
          CookPlanner planner = planner(knob);
          return (now, kitchen, before) ->
              planner.plan(
                  new PlanInput(
                      now,
                      zone,
                      orders.known(menu, now, planner.horizon()),
                      kitchen,
                      before,
                      List.of(),
                      null));
        });
  }

  /// What a level is made from: the portions expected until the next batch could be ready.
  @FunctionalInterface
  private interface Mean {
    double of(MenuItem item, Instant now);
  }

  private Policy par(double knob, Mean mean) {
    CookPlanner planner = new CookPlanner(menu, settings(1));
    return (now, kitchen, before) -> {
      var levels = new ArrayList<Adjustment>();
      for (MenuItem item : menu.items().values()) {
        double expected = mean.of(item, now);
        long level = Math.round(Math.max(0, expected + knob * Math.sqrt(expected)));
        levels.add(new Adjustment.ParLevel(now, now.plus(review), item.name(), (int) level));
      }
      return planner.plan(new PlanInput(now, zone, Map.of(), kitchen, before, levels, null));
    };
  }

  /// The beginning of the quarter of an hour, for which there is a forecast.
  private static Instant quarter(Instant now) {
    return now.minusSeconds(Math.floorMod(now.getEpochSecond(), QUARTER.toSeconds()));
  }

  private CookPlanner planner(double caution) {
    return new CookPlanner(menu, settings(caution));
  }

  private PlanSettings settings(double caution) {
    return new PlanSettings(review, Duration.ZERO, caution, PlanSettings.USUAL.keep());
  }

  private Frontier frontier(String name, double[] knobs, DoubleFunction<Policy> policy) {
    var points = new ArrayList<Outcome>();
    for (double knob : knobs) {
      points.add(days.run(knob, policy.apply(knob)));
    }
    return new Frontier(name, points);
  }

  /// All policies, the limit last.
  ///
  /// @param models by name
  public KitchenReport run(Map<String, ? extends Forecaster> models, DemandHistory history) {
    var frontiers = new ArrayList<Frontier>();
    frontiers.add(fixedPar());
    frontiers.add(sixWeeks());
    models.forEach((name, model) -> frontiers.add(plan("plan, " + name, model, history)));
    frontiers.add(known());
    return new KitchenReport(frontiers);
  }
}
