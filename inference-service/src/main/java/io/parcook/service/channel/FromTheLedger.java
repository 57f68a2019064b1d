package io.parcook.service.channel;

import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.SourceOffset;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Begins to read each partition where the ledger ends, whatever the broker believes: a ledger that
/// is new rebuilds itself from the topic's beginning, and one that was restored from a copy takes
/// again what it lost.
@ApplicationScoped
@Identifier(KafkaIntake.CHANNEL)
public class FromTheLedger implements KafkaConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(FromTheLedger.class);

  private final Ledger ledger;

  public FromTheLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> known = new HashMap<>();
    for (TopicPartition partition : partitions) {
      for (SourceOffset offset : ledger.offsets(partition.topic())) {
        known.put(new TopicPartition(offset.topic(), offset.partition()), offset.next());
      }
    }
    for (TopicPartition partition : partitions) {
      Long next = known.get(partition);
      if (next == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, next);
      }
      LOG.infof("Reading %s from %s", partition, next == null ? "the beginning" : next);
    }
  }
}
