package io.parcook.cli.delivery;

import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.StoreEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Writes each event as one record of a topic, all under one key, so that a store's events keep
/// their order. An event counts as stored once every in-sync replica has it; what the store's
/// service makes of it is not known here.
public final class KafkaDestination implements Destination {

  private static final List<Header> HEADERS =
      List.of(new RecordHeader("content-type", EventWriter.EVENT.getBytes(StandardCharsets.UTF_8)));

  /// Held here, or the level would be forgotten with the logger.
  private static final Logger CLIENT = Logger.getLogger("org.apache.kafka");

  static {
    CLIENT.setLevel(Level.SEVERE); // what fails is said by the exception
  }

  private final KafkaProducer<String, byte[]> producer;
  private final String servers;
  private final String topic;
  private final String key;
  private final EventWriter writer = new EventWriter();
  private final Tally tally = new Tally();
  private final Prefix prefix = new Prefix();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private long taken;

  /// @param servers `host:port`, or several with commas
  /// @param key the store
  /// @param giveUpAfter how long an event may take to be acknowledged; at most 24 days
  public KafkaDestination(String servers, String topic, String key, Duration giveUpAfter) {
    this.servers = servers;
    this.topic = topic;
    this.key = key;
    int millis = Math.clamp(giveUpAfter.toMillis(), 1_000, Integer.MAX_VALUE);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.min(30_000, millis / 2),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                millis,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                millis),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @Override
  public void send(StoreEvent event) {
    failIfFailed();
    long number = taken++;
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(topic, null, key, writer.write(event), HEADERS),
              (_, error) -> {
                if (error == null) {
                  tally.store(1);
                  prefix.done(number, 1);
                } else {
                  failure.compareAndSet(null, error);
                }
              });
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
    }
    failIfFailed();
  }

  @Override
  public void flush() {
    // The producer sends of its own accord within a few milliseconds.
  }

  @Override
  public void finish() {
    producer.flush();
    failIfFailed();
  }

  private void failIfFailed() {
    Exception failed = failure.get();
    if (failed != null) {
      throw new DeliveryException(
          DeliveryException.Kind.UNREACHABLE,
          "Kafka at "
              + servers
              + " did not take an event for topic '"
              + topic
              + "': "
              + failed.getMessage()
              + ". See that the broker runs and lets this topic be written, and start this again:"
              + " what was stored is not counted twice.",
          failed);
    }
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public long acknowledged() {
    return prefix.length();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
