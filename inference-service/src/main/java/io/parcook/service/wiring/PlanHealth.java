package io.parcook.service.wiring;

import io.parcook.service.plan.LivePlan;
import io.parcook.service.plan.MenuFile;
import io.parcook.service.plan.PlanState.MenuStanding;
import io.smallrye.health.api.HealthGroup;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// `/q/health/group/plan`: whether the menu's file can be used. It is a group of its own because a
/// store with a broken menu, or none, still takes events, forecasts and shows.
@HealthGroup("plan")
@Singleton
public class PlanHealth implements HealthCheck {

  private final LivePlan plan;

  public PlanHealth(LivePlan plan) {
    this.plan = plan;
  }

  @Override
  public HealthCheckResponse call() {
    MenuFile.Now menu = plan.menu();
    var answer =
        HealthCheckResponse.named("menu")
            .status(menu.standing() != MenuStanding.BROKEN)
            .withData("state", menu.standing().name())
            .withData("items", menu.menu() == null ? 0 : menu.menu().items().size());
    String words = menu.words();
    return words == null ? answer.build() : answer.withData("words", words).build();
  }
}
