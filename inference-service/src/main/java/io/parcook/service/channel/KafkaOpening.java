package io.parcook.service.channel;

import io.parcook.service.settings.ParcookConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/// Opens the Kafka channel once the name of a broker can be resolved. Kafka's client tries for ever
/// to reach a broker that is away, but refuses to be made where no name resolves, and that would
/// stop a store which starts while its network is down.
@Singleton
public class KafkaOpening {

  private static final Logger LOG = Logger.getLogger(KafkaOpening.class);
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final ChannelRegistry channels;
  private final List<String> servers;
  private final boolean isEnabled;
  private final Thread thread;

  /// @throws IllegalArgumentException where Kafka is on and a server is not `host:port`
  public KafkaOpening(ParcookConfig config, ChannelRegistry channels) {
    this.channels = channels;
    servers = List.of(config.kafka().bootstrapServers().strip().split("\\s*,\\s*", -1));
    thread = Thread.ofVirtual().name("kafka-opening").unstarted(this::open);
    isEnabled = config.kafka().enabled();
    if (isEnabled) {
      servers.forEach(KafkaOpening::check);
    }
  }

  /// After the channels are there, which start at a lower priority.
  void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent started) {
    if (isEnabled) {
      thread.start();
    }
  }

  private static void check(String server) {
    if (Utils.getHost(server) == null || Utils.getPort(server) == null) {
      throw new IllegalArgumentException(
          "parcook.kafka.bootstrap-servers is a list of host:port; '" + server + "' is not.");
    }
  }

  private void open() {
    try {
      boolean told = false;
      while (servers.stream().noneMatch(KafkaOpening::resolves)) {
        if (!told) {
          LOG.warnf("No broker of %s has an address yet; asking again until one has.", servers);
          told = true;
        }
        Thread.sleep(BETWEEN);
      }
      channels.getPausable(KafkaIntake.CHANNEL).resume();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean resolves(String server) {
    try {
      return InetAddress.getAllByName(Utils.getHost(server)).length > 0;
    } catch (UnknownHostException _) {
      return false;
    }
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }
}
