package io.parcook.service.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parcook.pipeline.ledger.StoredEvent;
import io.parcook.sync.publish.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// The cloud's Kafka topic of store events: the store's id is the key, so that one partition has
/// them in order, and the header `seq` is the event's place in the store's ledger.
///
/// The ledger is the buffer, not the producer: one delivery is in flight at a time, and after any
/// failure a new producer begins, so that nothing old can arrive after what is sent anew.
public final class EventTopic implements Sink, AutoCloseable {

  /// The header that has an event's place in its store's ledger, 8 bytes, the highest first.
  public static final String SEQ = "seq";

  private static final int DELIVERY_MILLIS = 20_000;

  private final Properties settings = new Properties();
  private final String topic;
  private final String store;
  private @Nullable KafkaProducer<String, byte[]> open;

  public EventTopic(String servers, String topic, String store) {
    this.topic = topic;
    this.store = store;
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    // one delivery of the outbox is one batch: all of it arrives, or none
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 20);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4 << 20);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 200);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
  }

  @Override
  public String name() {
    return "cloud-events";
  }

  @Override
  public long take(List<StoredEvent> events) throws IOException, InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
    String trouble = "";
    try {
      KafkaProducer<String, byte[]> producer = producer();
      for (StoredEvent event : events) {
        Future<RecordMetadata> answer = producer.send(record(event));
        sent.add(answer);
        if (answer.state() == Future.State.FAILED) {
          break; // no broker is known: each further one would wait as long for that
        }
      }
      producer.flush();
    } catch (KafkaException away) {
      trouble = String.valueOf(away.getMessage());
    }
    long taken = 0;
    for (int i = 0; i < sent.size(); i++) {
      try {
        RecordMetadata _ = sent.get(i).get();
      } catch (ExecutionException e) {
        trouble = String.valueOf(e.getCause());
        break;
      }
      taken = events.get(i).seq();
    }
    if (taken < events.getLast().seq()) {
      close();
    }
    if (taken == 0) {
      throw new IOException("the topic '" + topic + "' takes nothing: " + trouble);
    }
    return taken;
  }

  private KafkaProducer<String, byte[]> producer() {
    KafkaProducer<String, byte[]> producer = open;
    if (producer == null) {
      producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
      open = producer;
    }
    return producer;
  }

  private ProducerRecord<String, byte[]> record(StoredEvent event) {
    byte[] seq = ByteBuffer.allocate(Long.BYTES).putLong(event.seq()).array();
    return new ProducerRecord<>(
        topic,
        null,
        null, // a broker refuses times ahead of its own, and a store's clock may be wrong
        store,
        event.raw(),
        List.of(
            new RecordHeader("content-type", "application/cloudevents+json".getBytes(UTF_8)),
            new RecordHeader(SEQ, seq)));
  }

  @Override
  public void close() {
    KafkaProducer<String, byte[]> producer = open;
    open = null;
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
  }
}
