package io.parcook.service.channel;

import io.parcook.service.settings.ParcookConfig;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// How the Kafka channel does, as its consumer says. Asking never touches the network.
@Singleton
public class KafkaState {

  private final Instance<KafkaClientService> clients;
  private final boolean isEnabled;

  public KafkaState(Instance<KafkaClientService> clients, ParcookConfig config) {
    this.clients = clients;
    this.isEnabled = config.kafka().enabled();
  }

  /// Connections to brokers that are open now; empty where the channel is off.
  public Optional<Double> connections() {
    return isEnabled
        ? Optional.of(metric("consumer-metrics", "connection-count").orElse(0.0))
        : Optional.empty();
  }

  /// Records that the topic holds and this store has not fetched, in the partition that is furthest
  /// behind; empty until a first poll.
  public Optional<Double> lag() {
    return metric("consumer-fetch-manager-metrics", "records-lag-max");
  }

  private Optional<Double> metric(String group, String name) {
    if (!clients.isResolvable()) {
      return Optional.empty();
    }
    KafkaConsumer<?, ?> consumer = clients.get().getConsumer(KafkaIntake.CHANNEL);
    Consumer<?, ?> client = consumer == null ? null : consumer.unwrap();
    if (client == null) {
      return Optional.empty();
    }
    for (Map.Entry<MetricName, ? extends Metric> metric : client.metrics().entrySet()) {
      MetricName key = metric.getKey();
      if (key.name().equals(name)
          && key.group().equals(group)
          && !key.tags().containsKey("topic")
          && metric.getValue().metricValue() instanceof Double value
          && !value.isNaN()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
