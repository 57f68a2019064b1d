package io.parcook.service.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.parcook.plan.menu.Menu;
import io.parcook.service.display.PlanStream;
import io.parcook.service.plan.LivePlan;
import io.parcook.service.plan.PlanState;
import io.parcook.service.settings.StoreClock;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// What `/q/metrics` tells of the cook plan. `docs/metrics.md` lists it.
@Startup
@Singleton
public class PlanMeters {

  private final MeterRegistry registry;

  public PlanMeters(MeterRegistry registry, LivePlan plan, PlanStream stream, StoreClock clock) {
    this.registry = registry;
    gauge("parcook.plan.subscribers", "Screens that listen", stream, PlanStream::subscribers);
    gauge("parcook.plan.subscribers.limit", "Most screens", stream, PlanStream::limit);
    counter("parcook.plan.made", "Plans made", plan, of -> of.stats().made());
    counter("parcook.plan.failed", "Plans that failed", plan, of -> of.stats().failed());
    counter("parcook.plan.seconds", "Time spent on plans", plan, of -> of.stats().nanos() / 1e9);
    counter("parcook.plan.rebuilt", "Books read anew", plan, of -> of.stats().rebuilt());
    gauge(
        "parcook.plan.waiting", "Events that wait for the book", plan, of -> of.stats().waiting());
    gauge("parcook.plan.waiting.limit", "Most that may wait", plan, _ -> LivePlan.WAITING);
    gauge("parcook.menu.items", "Items of the menu in use", plan, PlanMeters::items);
    gauge("parcook.menu.broken", "1 while the file is unusable", plan, PlanMeters::isBroken);
    TimeGauge.builder("parcook.plan.age", () -> age(plan, clock), TimeUnit.MILLISECONDS)
        .description("Since anything in the plan changed; NaN before the first")
        .register(registry);
    for (PlanState.Basis basis : PlanState.Basis.values()) {
      Gauge.builder("parcook.plan.basis", plan, of -> isOn(of, basis))
          .description("1 for what most of the plan rests on")
          .tag("basis", basis.name())
          .register(registry);
    }
    for (PlanState.BatchState state : PlanState.BatchState.values()) {
      Gauge.builder("parcook.plan.batches", plan, of -> batches(of, state))
          .description("Batches shown")
          .tag("state", state.name())
          .register(registry);
    }
  }

  private static double age(LivePlan plan, StoreClock clock) {
    return plan.last()
        .map(state -> (double) Duration.between(state.at(), clock.instant()).toMillis())
        .orElse(Double.NaN);
  }

  private static double items(LivePlan plan) {
    Menu menu = plan.menu().menu();
    return menu == null ? 0 : menu.items().size();
  }

  private static double isBroken(LivePlan plan) {
    return plan.menu().standing() == PlanState.MenuStanding.BROKEN ? 1 : 0;
  }

  private static double isOn(LivePlan plan, PlanState.Basis basis) {
    return plan.last().filter(state -> state.basis() == basis).isPresent() ? 1 : 0;
  }

  private static double batches(LivePlan plan, PlanState.BatchState state) {
    return plan.last()
        .map(now -> now.batches().stream().filter(one -> one.state() == state).count())
        .orElse(0L);
  }

  private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(description).register(registry);
  }

  private <T> void counter(String name, String description, T of, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, of, value).description(description).register(registry);
  }
}
