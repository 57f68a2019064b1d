package io.parcook.cli.peers;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.parcook.models.forecast.Forecaster;
import io.parcook.tuning.dataset.HistoryFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What other tools forecast for the rows of a [RowsFile], read from a file. Columns: `peer` (the
/// name to print), `store`, `item`, `origin`, `start` as in the rows' file, and a column for each
/// quantile, named by its level (`0.1` …).
public final class PeerForecasts {

  private static final List<String> KEYS = List.of("peer", "store", "item", "origin", "start");

  /// Which row a forecast is for.
  record Key(String store, String item, Instant origin, Instant start) {}

  private final Path file;
  private final List<Double> levels;
  private final Map<String, Map<Key, float[]>> peers = new LinkedHashMap<>();

  private PeerForecasts(Path file, List<Double> levels) {
    this.file = file;
    this.levels = levels;
  }

  /// Reads a file, plain or gzip; all of it is held.
  ///
  /// @throws BadPeersException at the first line that cannot be understood
  public static PeerForecasts read(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> lines =
        CsvReader.builder().ofNamedCsvRecord(HistoryFiles.open(file))) {
      PeerForecasts read = null;
      for (NamedCsvRecord line : lines) {
        if (read == null) {
          read = new PeerForecasts(file, levels(file, line.getHeader()));
        }
        read.add(line);
      }
      if (read == null) {
        throw new BadPeersException(file, "it holds no forecasts");
      }
      return read;
    } catch (CsvParseException e) {
      throw new BadPeersException(file, "not a CSV file: " + e.getMessage());
    }
  }

  private static List<Double> levels(Path file, List<String> header) {
    if (header.size() <= KEYS.size() || !header.subList(0, KEYS.size()).equals(KEYS)) {
      throw new BadPeersException(
          file, "its columns must be " + KEYS + " and then quantile levels; they are " + header);
    }
    List<Double> levels = new ArrayList<>();
    for (String name : header.subList(KEYS.size(), header.size())) {
      levels.add(number(file, 1, name));
    }
    return List.copyOf(levels);
  }

  private void add(NamedCsvRecord line) {
    long number = line.getStartingLineNumber();
    if (line.getFieldCount() != KEYS.size() + levels.size()) {
      throw new BadPeersException(file, number, "it must have as many fields as the first line");
    }
    float[] values = new float[levels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) number(file, number, line.getField(KEYS.size() + i));
    }
    try {
      Key key =
          new Key(
              line.getField(1),
              line.getField(2),
              Instant.parse(line.getField(3)),
              Instant.parse(line.getField(4)));
      peers.computeIfAbsent(line.getField(0), _ -> new HashMap<>()).put(key, values);
    } catch (DateTimeException e) {
      throw new BadPeersException(
          file,
          number,
          "origin and start are instants such as 2026-03-01T11:30:00Z; they are '"
              + line.getField(3)
              + "' and '"
              + line.getField(4)
              + "'");
    }
  }

  private static double number(Path file, long line, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw new BadPeersException(file, line, "'" + text + "' is not a number");
  }

  /// The peers' names, in the order of the file.
  public Set<String> names() {
    return peers.keySet();
  }

  /// One peer, as a forecaster of one store.
  ///
  /// @throws IllegalArgumentException if the name is not one of [#names]
  public Forecaster forecaster(String peer, String store) {
    Map<Key, float[]> forecasts = peers.get(peer);
    if (forecasts == null) {
      throw new IllegalArgumentException("No peer is named '" + peer + "'");
    }
    return new RecordedForecaster(file, peer, store, levels, forecasts);
  }
}
