package io.parcook.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.history.IntervalChange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final EventId ID = new EventId("/stores/7", "health/2026-03-01");
  private static final byte[] REPORT =
      Reports.write(ID, NOW, "health", Map.of("events", "12", "disk", "4096"));

  @TempDir Path folder;

  @Test
  void aReportTakesItsPlaceAmongTheEventsOnceAndCountsNothing() {
    List<IntervalChange> heard = new ArrayList<>();
    try (Ledger ledger =
        Ledger.open(folder.resolve("ledger.db"), LedgerOptions.DEFAULT, () -> NOW)) {
      ledger.follow(Instant.EPOCH, heard::addAll).join();
      assertThat(ledger.report(ID, NOW, REPORT).join())
          .isEqualTo(new Receipt(Receipt.Outcome.STORED, 1));
      assertThat(ledger.report(ID, NOW, REPORT).join())
          .isEqualTo(new Receipt(Receipt.Outcome.REPEATED, 1));
      assertThat(ledger.queries().after(0, 10))
          .singleElement()
          .satisfies(stored -> assertThat(stored.raw()).isEqualTo(REPORT));
    }
    try (Ledger again =
        Ledger.open(folder.resolve("ledger.db"), LedgerOptions.DEFAULT, () -> NOW)) {
      again.follow(Instant.EPOCH, heard::addAll).join();
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void itReadsAsACloudEvent() {
    assertThat(new String(REPORT, StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"specversion\":\"1.0\",\"type\":\"parcook.report.v1\",\"source\":\"/stores/7\","
                + "\"id\":\"health/2026-03-01\",\"time\":\"2026-03-02T12:00:00Z\","
                + "\"data\":{\"kind\":\"health\",\"facts\":{\"disk\":\"4096\",\"events\":\"12\"}}}");
  }

  @Test
  void whatIsNoReportIsRefusedAtTheDoor() {
    byte[] sale =
        "{\"specversion\":\"1.0\",\"type\":\"parcook.sale.v1\"}".getBytes(StandardCharsets.UTF_8);
    try (Ledger ledger =
        Ledger.open(folder.resolve("ledger.db"), LedgerOptions.DEFAULT, () -> NOW)) {
      assertThatThrownBy(() -> ledger.report(ID, NOW, sale))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
