package io.parcook.service.wiring;

import io.parcook.service.channel.KafkaState;
import io.smallrye.health.api.HealthGroup;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// `/q/health/group/kafka`: whether a broker is connected. It is a group of its own because a store
/// without its broker still takes events over HTTP, forecasts and shows.
@HealthGroup("kafka")
@Singleton
public class KafkaHealth implements HealthCheck {

  private final KafkaState kafka;

  public KafkaHealth(KafkaState kafka) {
    this.kafka = kafka;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<Double> connections = kafka.connections();
    return HealthCheckResponse.named("kafka")
        .status(connections.isEmpty() || connections.get() > 0)
        .withData("enabled", connections.isPresent())
        .withData("connections", connections.orElse(0.0).longValue())
        .withData("lag", kafka.lag().map(Double::longValue).map(String::valueOf).orElse("unknown"))
        .build();
  }
}
