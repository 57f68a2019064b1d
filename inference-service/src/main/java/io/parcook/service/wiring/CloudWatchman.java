package io.parcook.service.wiring;

import io.parcook.service.cloud.Announced;
import io.parcook.service.cloud.Cloud;
import io.parcook.service.cloud.CloudLine;
import io.parcook.service.cloud.StoreSender;
import io.parcook.service.settings.ParcookConfig;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Random;

/// Begins to ask the cloud, and to hear its announcements, once the store is there.
@Startup
@Singleton
public class CloudWatchman {

  private final Optional<Announced> announced;

  public CloudWatchman(Cloud cloud, ParcookConfig config) {
    announced =
        switch (cloud) {
          case Cloud.On(CloudLine line, Optional<StoreSender> sender) -> {
            line.start();
            sender.ifPresent(StoreSender::start);
            yield config.sync().announcements()
                ? Optional.of(announced(line, config))
                : Optional.empty();
          }
          case Cloud.Off _ -> Optional.empty();
        };
    announced.ifPresent(Announced::start);
  }

  private static Announced announced(CloudLine line, ParcookConfig config) {
    return new Announced(
        config.kafka().bootstrapServers(),
        config.sync().announcementsTopic(),
        line::announced,
        new Random());
  }

  /// Announcements since the start; empty where none are heard.
  Optional<Announced> announced() {
    return announced;
  }

  @PreDestroy
  void close() {
    announced.ifPresent(Announced::close);
  }
}
