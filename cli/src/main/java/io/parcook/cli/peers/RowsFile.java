package io.parcook.cli.peers;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.parcook.models.evaluate.Round;
import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.tuning.dataset.StoreHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Writes the rows of a backtest, so that other tools can forecast them from the same features: one
/// line for each item and interval whose demand is known, as seen from one origin. Compressed where
/// the file's name ends in `.gz`.
///
/// Columns: `part` (`train` or `test`), `store`, `item`, `origin` and `start` (instants), `local`
/// (the start on the store's wall clock), `minutes` (length of the interval), `open` (0 where the
/// store had said at the origin that it would be closed, 1 otherwise), `sold` (the truth), and then
/// the features by name.
public final class RowsFile implements AutoCloseable {

  /// Which side of a backtest rows are on.
  public enum Part {
    /// Before the backtest's first origin: a peer may learn from them.
    TRAIN("train"),
    /// What is forecast and judged.
    TEST("test");

    private final String word;

    Part(String word) {
      this.word = word;
    }
  }

  private static final List<String> KEYS =
      List.of("part", "store", "item", "origin", "start", "local", "minutes", "open", "sold");

  private final List<String> features;
  private final FeatureTable table;
  private final CsvWriter lines;

  /// @param features names of the columns to write, in order
  public RowsFile(Path file, List<String> features) throws IOException {
    this.features = List.copyOf(features);
    table = new FeatureTable(features);
    OutputStream raw = Files.newOutputStream(file);
    OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw;
    lines = CsvWriter.builder().build(out);
    List<String> header = new ArrayList<>(KEYS);
    header.addAll(features);
    lines.writeRecord(header);
  }

  /// Writes the rows of one store's rounds.
  public void add(StoreHistory store, List<String> items, List<Round> rounds, Part part) {
    DemandHistory history = store.history();
    int[] places = items.stream().mapToInt(history::item).toArray();
    for (Round round : rounds) {
      var values = FloatBuffer.allocate(places.length * round.steps() * features.size());
      table.fill(history, places, round.origin(), round.from(), round.steps(), values);
      for (int step = 0; step < round.steps(); step++) {
        Target target = target(history, round, step);
        for (int item = 0; item < places.length; item++) {
          float sold = history.sold(places[item], target.day, target.slot);
          if (!Float.isNaN(sold)) {
            values.position((item * round.steps() + step) * features.size());
            write(part, store.name(), items.get(item), round.origin(), target, sold, values);
          }
        }
      }
    }
  }

  /// An interval that is forecast.
  private record Target(
      Instant start, LocalDateTime local, long minutes, long day, int slot, boolean open) {}

  private static Target target(DemandHistory history, Round round, int step) {
    StoreCalendar calendar = history.calendar();
    Instant start = round.from().plus(calendar.interval().multipliedBy(step));
    LocalDateTime local = LocalDateTime.ofInstant(start, calendar.zone());
    int slot = calendar.slot(start);
    return new Target(
        start,
        local,
        calendar.interval().toMinutes(),
        calendar.day(start),
        slot,
        history.openSlots(local.toLocalDate(), round.origin()).get(slot));
  }

  private void write(
      Part part,
      String store,
      String item,
      Instant origin,
      Target target,
      float sold,
      FloatBuffer values) {
    List<String> line = new ArrayList<>(KEYS.size() + features.size());
    line.add(part.word);
    line.add(store);
    line.add(item);
    line.add(origin.toString());
    line.add(target.start.toString());
    line.add(target.local.toString());
    line.add(Long.toString(target.minutes));
    line.add(target.open ? "1" : "0");
    line.add(number(sold));
    for (int i = 0; i < features.size(); i++) {
      line.add(number(values.get()));
    }
    lines.writeRecord(line);
  }

  /// The shortest text that reads back as the same float; whole numbers without a point.
  private static String number(float value) {
    return value == (int) value ? Integer.toString((int) value) : Float.toString(value);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
