package io.parcook.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.StoreCalendar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The real stores of the shared data, hourly, for tests that judge forecasts. The files lie beside
/// the checkout and are no part of it.
public final class FreshRetail {

  public static final String EDGE = "freshretail_edge_12_stores.csv.gz";

  private static final int FIRST_HOUR = 11;

  private FreshRetail() {}

  /// Where a file of the shared data lies, if it is there.
  public static Path file(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("parcook"))) {
      @Nullable Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("These tests run inside a checkout of Parcook.");
      }
      folder = parent;
    }
    return folder.resolveSibling("shared").resolve("data").resolve(name);
  }

  /// One history for each store, by store id.
  public static Map<Integer, DemandHistory> stores(Path file) throws IOException {
    var stores = new TreeMap<Integer, DemandHistory>();
    var calendar = new StoreCalendar(ZoneId.of("Asia/Shanghai"), Duration.ofHours(1));
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        DemandHistory store =
            stores.computeIfAbsent(
                Integer.valueOf(cells[1]),
                _ -> new DemandHistory(calendar, new HistoryLimits(128, 500, 0)));
        int item = store.item(cells[3]) < 0 ? store.addItem(cells[3]) : store.item(cells[3]);
        float[] sold = new float[24];
        var out = new BitSet();
        for (int hour = 0; hour < 24; hour++) {
          sold[hour] = Float.parseFloat(cells[FIRST_HOUR + hour]);
          out.set(hour, cells[10].charAt(hour) == '1');
        }
        store.setDay(item, LocalDate.parse(cells[4]).toEpochDay(), sold, out);
      }
    }
    return stores;
  }
}
