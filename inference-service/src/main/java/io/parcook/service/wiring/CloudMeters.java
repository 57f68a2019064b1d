package io.parcook.service.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parcook.service.cloud.Announced;
import io.parcook.service.cloud.Cloud;
import io.parcook.service.cloud.CloudLine;
import io.parcook.service.cloud.LineState;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/// What `/q/metrics` tells of the line to the cloud, where there is one. `docs/metrics.md` lists
/// them.
@Startup
@Singleton
public class CloudMeters {

  private final MeterRegistry registry;

  public CloudMeters(MeterRegistry registry, Cloud cloud, CloudWatchman watchman) {
    this.registry = registry;
    switch (cloud) {
      case Cloud.On(CloudLine line, _) -> line(cloud, line);
      case Cloud.Off _ -> {
        // Nothing travels.
      }
    }
    watchman
        .announced()
        .ifPresent(
            announced ->
                counter(
                    "parcook.sync.announcements",
                    "Announcements that were heard",
                    announced,
                    Announced::announcements));
  }

  private void line(Cloud cloud, CloudLine line) {
    gauge(
        "parcook.sync.online",
        "1 while the cloud answers",
        cloud,
        of -> of.state().state() == LineState.State.ONLINE ? 1 : 0);
    gauge(
        "parcook.sync.waiting",
        "Events and reports that the cloud has not taken yet",
        cloud,
        of -> of.state().waiting());
    counter("parcook.sync.rounds", "Looks at the cloud", line, CloudLine::rounds);
    counter(
        "parcook.sync.rounds.failed",
        "Looks that are to be tried again",
        line,
        CloudLine::failedRounds);
    counter(
        "parcook.sync.bytes.models",
        "Bytes of models that came",
        line,
        of -> of.traffic().models().sum());
    counter(
        "parcook.sync.bytes.overhead",
        "Bytes of all else that models took of the line",
        line,
        of -> of.traffic().overhead().sum());
    gauge(
        "parcook.sync.budget.left",
        "Bytes that model traffic may take of the line in this hour",
        line,
        of -> of.traffic().budget().left());
  }

  private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(description).register(registry);
  }

  private <T> void counter(String name, String description, T of, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, of, value).description(description).register(registry);
  }
}
