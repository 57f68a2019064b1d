package io.parcook.service.cloud;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/// Hears announcements on a Kafka topic. It belongs to no consumer group, of which a broker bears
/// tens and a fleet would make thousands: it takes every partition from its end. What it misses
/// while a broker is away, the next poll of the registry finds.
public final class Announced implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Announced.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final Properties settings;
  private final String topic;
  private final Runnable heard;
  private final RandomGenerator random;
  private final AtomicLong announcements = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean listens;

  /// @param heard is called for each poll that brings any; quick
  public Announced(String servers, String topic, Runnable heard, RandomGenerator random) {
    this.topic = topic;
    this.heard = heard;
    this.random = random;
    settings = new Properties();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    thread = Thread.ofPlatform().name("announcements").daemon().unstarted(this::run);
  }

  /// Begins.
  public void start() {
    thread.start();
  }

  /// Announcements since the start.
  public long announcements() {
    return announcements.get();
  }

  /// Whether it knows the topic and listens to it.
  public boolean listens() {
    return listens;
  }

  private void run() {
    boolean told = false;
    while (!closed) {
      try (KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        follow(consumer);
        told = false;
      } catch (WakeupException | InterruptException _) {
        return;
      } catch (KafkaException away) {
        if (!told) {
          LOG.infof("No announcements for now: %s. The registry is polled.", away.getMessage());
          told = true;
        }
      }
      listens = false;
      if (!paused()) {
        return;
      }
    }
  }

  /// Listens until the topic changes shape or the broker is lost for good.
  private void follow(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = partitions(consumer);
    if (partitions.isEmpty()) {
      return;
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    for (TopicPartition partition : partitions) {
      long _ = consumer.position(partition); // from here on nothing is missed
    }
    listens = true;
    while (!closed) {
      int count = consumer.poll(POLL).count();
      if (count > 0) {
        announcements.addAndGet(count);
        heard.run();
      }
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.partitionsFor(topic, PATIENCE).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private boolean paused() {
    try {
      Thread.sleep(random.nextLong(LONGEST_PAUSE_MILLIS / 10, LONGEST_PAUSE_MILLIS));
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
