package io.parcook.service.wiring;

import io.parcook.service.cloud.Cloud;
import io.parcook.service.cloud.CloudLine;
import io.parcook.service.cloud.LineState;
import io.parcook.sync.fetch.Round;
import io.smallrye.health.api.HealthGroup;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// `/q/health/group/cloud`: how the line to the cloud is. A group of its own: a store without its
/// cloud lacks nothing that a kitchen needs.
@HealthGroup("cloud")
@Singleton
public class CloudHealth implements HealthCheck {

  private final Cloud cloud;

  public CloudHealth(Cloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health = HealthCheckResponse.named("cloud");
    return switch (cloud) {
      case Cloud.On(CloudLine line, _) -> {
        LineState state = cloud.state();
        health.status(state.state() == LineState.State.ONLINE);
        health.withData("state", state.state().name());
        health.withData("waiting", state.waiting());
        if (state.since() != null) {
          health.withData("since", state.since().toString());
        }
        line.last().map(Round::message).ifPresent(message -> health.withData("last", message));
        line.lastAt().ifPresent(at -> health.withData("lastAt", at.toString()));
        yield health.build();
      }
      case Cloud.Off(String reason) ->
          health
              .up()
              .withData("state", LineState.State.NONE.name())
              .withData("reason", reason)
              .build();
    };
  }
}
