package io.parcook.tuning.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.parcook.pipeline.event.ContextFact.OpeningHours;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.StoreCalendar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/// Hourly sales in the form of FreshRetailNet-50K (Dingdong-Inc, CC BY 4.0): one row for each
/// product, store and day. Each store becomes one history at 60 minutes, in tenths of the data's
/// unit, open from 6 to 22: the hours that its authors score, and 95 of 100 sales.
///
/// The data flags weekends and holidays alike; only a flagged weekday is a public holiday here,
/// since other stores' Saturdays are none.
public final class FreshRetailFile {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final StoreCalendar HOURLY = new StoreCalendar(ZONE, Duration.ofHours(1));
  private static final int OPENS = 6;
  private static final int CLOSES = 22;

  private FreshRetailFile() {}

  /// Reads a file's stores, in the order of their names.
  ///
  /// @param progress told the rows read so far, now and then
  /// @throws BadHistoryException at the first row that cannot be understood
  public static List<StoreHistory> read(Path file, LongConsumer progress) throws IOException {
    Map<String, List<FreshRetailRow>> stores = new TreeMap<>();
    long rows = 0;
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(HistoryFiles.open(file))) {
      for (NamedCsvRecord record : reader) {
        FreshRetailRow row = FreshRetailRow.read(file, record);
        stores.computeIfAbsent(row.store(), _ -> new ArrayList<>()).add(row);
        if (++rows % 1_000 == 0) {
          progress.accept(rows);
        }
      }
    } catch (CsvParseException e) {
      throw new BadHistoryException(file, "not a CSV file: " + e.getMessage());
    }
    progress.accept(rows);
    List<StoreHistory> histories = new ArrayList<>();
    for (Map.Entry<String, List<FreshRetailRow>> store : stores.entrySet()) {
      histories.add(history(store.getKey(), store.getValue()));
      store.setValue(List.of());
    }
    return histories;
  }

  private static StoreHistory history(String store, List<FreshRetailRow> rows) {
    Set<LocalDate> holidays = new HashSet<>();
    TreeSet<LocalDate> days = new TreeSet<>();
    Set<String> products = new HashSet<>();
    for (FreshRetailRow row : rows) {
      days.add(row.day());
      products.add(row.product());
      if (row.holiday() && row.day().getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
        holidays.add(row.day());
      }
    }
    long span = days.last().toEpochDay() - days.first().toEpochDay() + 1;
    int window = (int) Math.max(64, Long.highestOneBit(span - 1) << 1);
    DemandHistory history =
        new DemandHistory(
            HOURLY, new HistoryLimits(window, products.size(), 1), HolidayCalendar.of(holidays));
    open(history, days);
    fill(history, rows);
    return new StoreHistory(store, history, days.first(), days.last());
  }

  private static void open(DemandHistory history, Set<LocalDate> days) {
    List<IntervalChange> changes = new ArrayList<>();
    for (LocalDate day : days) {
      changes.add(
          new IntervalChange.Known(
              day.atStartOfDay(ZONE).toInstant(),
              new OpeningHours(day, LocalTime.of(OPENS, 0), LocalTime.of(CLOSES, 0))));
    }
    history.apply(changes);
  }

  private static void fill(DemandHistory history, List<FreshRetailRow> rows) {
    Map<String, Integer> items = new HashMap<>();
    Set<LocalDate> weatherKnown = new HashSet<>();
    for (FreshRetailRow row : rows) {
      int item = items.computeIfAbsent(row.product(), history::addItem);
      float[] sold = new float[FreshRetailRow.HOURS];
      for (int hour = OPENS; hour < CLOSES; hour++) {
        sold[hour] = row.sold()[hour];
      }
      long day = row.day().toEpochDay();
      history.setDay(item, day, sold, BitSet.valueOf(new long[] {row.soldOut()}));
      float depth = (float) Math.clamp(1 - row.price(), 0, 1);
      if (depth > 0 || row.activity()) {
        history.setPromotion(item, day, depth, row.activity());
      }
      if (weatherKnown.add(row.day())) {
        history.setWeather(day, (float) row.temperature(), (float) row.rain());
      }
    }
  }
}
