package io.parcook.service.channel;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// How the Kafka channel does, as its consumer says. Asking never touches the network.
@Singleton
public class KafkaState {

  private final Instance<KafkaClientService> clients;

  public KafkaState(Instance<KafkaClientService> clients) {
    this.clients = clients;
  }

  /// Connections to brokers that are open now; empty where the channel is off.
  public Optional<Double> connections() {
    return metric("consumer-metrics", "connection-count");
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
    if (consumer == null) {
      return Optional.empty();
    }
    for (Map.Entry<MetricName, ? extends Metric> metric : consumer.unwrap().metrics().entrySet()) {
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
