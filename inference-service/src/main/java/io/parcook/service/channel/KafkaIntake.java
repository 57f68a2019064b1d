package io.parcook.service.channel;

import io.micrometer.core.instrument.Timer;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.Verdict;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.Receipt;
import io.parcook.pipeline.ledger.SourceOffset;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Events from a Kafka topic, one CloudEvent a record. What one poll brings is one unit of the
/// ledger, together with the offsets it moves, and the poll is acknowledged once that is on disk.
///
/// A record that cannot be understood goes to quarantine like any other. A ledger that cannot write
/// now, or whose queue is full, holds the channel up until it can: nothing is skipped, and the next
/// poll waits on the broker.
@Singleton
public class KafkaIntake {

  public static final String CHANNEL = "events";

  private static final Logger LOG = Logger.getLogger(KafkaIntake.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final byte[] NOTHING = {};

  private final Intake intake;
  private final Ledger ledger;
  private final EventMeters meters;

  public KafkaIntake(Intake intake, Ledger ledger, EventMeters meters) {
    this.intake = intake;
    this.ledger = ledger;
    this.meters = meters;
  }

  @Incoming(CHANNEL)
  public Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
    return Uni.createFrom()
        .deferred(() -> keep(records))
        .onFailure()
        .invoke(
            failure -> LOG.warnf("Events from Kafka wait for the ledger: %s", failure.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
        .indefinitely();
  }

  /// Judges and keeps one poll. Whatever goes wrong here is tried again: were it to reach the
  /// channel, the channel would pass the poll over.
  private Uni<Void> keep(ConsumerRecords<byte[], byte[]> records) {
    List<Verdict> verdicts = new ArrayList<>(records.count());
    List<SourceOffset> offsets = new ArrayList<>();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> taken = records.records(partition);
      for (ConsumerRecord<byte[], byte[]> record : taken) {
        byte[] value = record.value();
        verdicts.add(intake.read(value == null ? NOTHING : value));
      }
      offsets.add(
          new SourceOffset(partition.topic(), partition.partition(), taken.getLast().offset() + 1));
    }
    return Uni.createFrom()
        .completionStage(append(verdicts, offsets))
        .invoke(receipts -> meters.count(verdicts, receipts))
        .replaceWithVoid();
  }

  private CompletionStage<List<Receipt>> append(
      List<Verdict> verdicts, List<SourceOffset> offsets) {
    Timer.Sample waiting = Timer.start();
    return ledger.append(verdicts, offsets).whenComplete((_, _) -> waiting.stop(meters.commit()));
  }
}
