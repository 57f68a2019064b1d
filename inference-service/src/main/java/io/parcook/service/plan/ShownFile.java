package io.parcook.service.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.parcook.plan.cook.PlannedBatch;
import io.parcook.service.disk.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// The batches that screens show, in a small file, so that a restart goes on with their names and
/// reasons. What became of them is the ledger's to say.
final class ShownFile {

  private static final Logger LOG = Logger.getLogger(ShownFile.class);
  private static final int MOST_BYTES = 4 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  /// The form of the file.
  ///
  /// @param due still to be started
  /// @param begun started, and not long over
  record Kept(List<Row> due, List<Row> begun) {}

  record Row(
      String id,
      String item,
      String station,
      int portions,
      Instant start,
      Instant ready,
      PlannedBatch.Basis basis,
      ReasonJson reason) {

    static Row of(PlannedBatch batch) {
      return new Row(
          batch.id(),
          batch.item(),
          batch.station(),
          batch.portions(),
          batch.start(),
          batch.ready(),
          batch.basis(),
          ReasonJson.of(batch.reason()));
    }

    PlannedBatch batch() {
      return new PlannedBatch(id, item, station, portions, start, ready, basis, reason.reason());
    }
  }

  private final SmallFile file;
  private Kept last = new Kept(List.of(), List.of());

  ShownFile(Path path) {
    file = new SmallFile(path, MOST_BYTES);
    file.read().ifPresent(this::take);
  }

  private void take(byte[] bytes) {
    try {
      Kept kept = JSON.readValue(bytes, Kept.class);
      kept.due().forEach(Row::batch);
      kept.begun().forEach(Row::batch);
      last = kept;
    } catch (IOException | RuntimeException unreadable) {
      LOG.warnf(
          "%s: %s. The plan begins anew, under other names.", file.path(), unreadable.getMessage());
    }
  }

  List<PlannedBatch> due() {
    return last.due().stream().map(Row::batch).toList();
  }

  List<PlannedBatch> begun() {
    return last.begun().stream().map(Row::batch).toList();
  }

  /// Writes the file if it would say anything else.
  void keep(List<PlannedBatch> due, List<PlannedBatch> begun) {
    Kept next = new Kept(due.stream().map(Row::of).toList(), begun.stream().map(Row::of).toList());
    if (!next.equals(last)) {
      last = next;
      try {
        file.write(JSON.writeValueAsBytes(next));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("records are always JSON", e);
      }
    }
  }
}
