package io.parcook.service.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.service.testing.Events;
import io.parcook.service.testing.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(UnknownBrokerTest.NoNetwork.class)
class UnknownBrokerTest {

  /// The broker's name has no address, as when the store's network is down.
  public static final class NoNetwork implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "parcook.kafka.enabled", "true",
          "parcook.kafka.bootstrap-servers", "no.such.broker.invalid:9092");
    }
  }

  private final Http http = Http.ofTheTest();

  @Test
  void aBrokerWhoseNameIsUnknownStopsNothingElse() {
    assertThat(
            http.events(Http.ONE, Events.sale(Events.id(), Instant.now(), "alone", 1)).statusCode())
        .isEqualTo(202);
    assertThat(http.get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(http.get("/api/v1/forecasts").statusCode()).isEqualTo(200);
    assertThat(http.get("/q/health/group/kafka").statusCode()).isEqualTo(503);
    assertThat(http.get("/q/metrics").body()).contains("parcook_kafka_connections 0.0");
  }
}
