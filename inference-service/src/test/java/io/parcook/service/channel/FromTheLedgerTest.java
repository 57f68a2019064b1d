package io.parcook.service.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.LedgerOptions;
import io.parcook.pipeline.ledger.SourceOffset;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FromTheLedgerTest {

  private static final TopicPartition KNOWN = new TopicPartition("events", 0);
  private static final TopicPartition NEW = new TopicPartition("events", 1);

  @Test
  void aKnownPartitionGoesOnWhereTheLedgerEndsAndANewOneBeginsAtItsBeginning(@TempDir Path folder) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.assign(List.of(KNOWN, NEW));
    consumer.updateBeginningOffsets(Map.of(KNOWN, 0L, NEW, 7L));
    try (Ledger ledger =
        Ledger.open(folder.resolve("ledger.db"), LedgerOptions.DEFAULT, InstantSource.system())) {
      ledger.append(List.of(), List.of(new SourceOffset("events", 0, 42))).join();

      new FromTheLedger(ledger).onPartitionsAssigned(consumer, List.of(KNOWN, NEW));

      assertThat(consumer.position(KNOWN)).isEqualTo(42);
      assertThat(consumer.position(NEW)).isEqualTo(7);
    }
  }
}
