package io.parcook.service.wiring;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.service.channel.Sources;
import io.parcook.service.forecast.LiveForecast;
import io.parcook.service.plan.LivePlan;
import io.parcook.service.plan.MenuFile;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.StoreClock;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes the cook plan and what it is made from.
@Dependent
public class PlanParts {

  @Produces
  @Singleton
  LivePlan plan(
      ParcookConfig config,
      Ledger ledger,
      Intake intake,
      DemandHistory history,
      LiveForecast forecast,
      StoreClock clock) {
    LivePlan plan =
        new LivePlan(
            ledger,
            intake,
            history,
            new MenuFile(config.menu().path().orElse(null), clock),
            clock,
            config.data().directory().resolve("plan/shown.json"),
            new LivePlan.Rhythm(config.plan().debounce(), config.plan().refresh()));
    forecast.onMade(plan::forecast);
    return plan;
  }

  @Produces
  @Singleton
  @Startup
  Sources sources(Ledger ledger, StoreClock clock) {
    Sources sources = new Sources();
    var _ = ledger.followEvents(clock.instant().minus(Sources.KNOWN), sources::heard);
    return sources;
  }

  void close(@Disposes LivePlan plan) {
    plan.close();
  }
}
