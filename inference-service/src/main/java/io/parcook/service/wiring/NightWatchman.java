package io.parcook.service.wiring;

import io.parcook.service.learning.Nights;
import io.parcook.service.learning.StoreLearning;
import io.parcook.service.settings.StoreClock;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks each minute of the store's clock whether a night is due; on a fast clock five times a
/// second at most.
@Startup
@Singleton
public class NightWatchman {

  private static final Logger LOG = Logger.getLogger(NightWatchman.class);
  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final long SHORTEST_MILLIS = 200;

  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("watchman").daemon().factory());

  public NightWatchman(StoreLearning learning, StoreClock clock) {
    switch (learning) {
      case StoreLearning.On(_, Nights nights) -> {
        long pause = Math.max(SHORTEST_MILLIS, clock.real(ROUND).toMillis());
        var _ =
            rounds.scheduleWithFixedDelay(() -> look(nights), pause, pause, TimeUnit.MILLISECONDS);
      }
      case StoreLearning.Off _ -> rounds.shutdown();
    }
  }

  private static void look(Nights nights) {
    try {
      nights.tick();
    } catch (RuntimeException failure) {
      LOG.error("Whether a night is due could not be told; it is looked again", failure);
    }
  }

  @PreDestroy
  void close() {
    rounds.shutdownNow();
  }
}
