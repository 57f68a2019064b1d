package io.parcook.service.day;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parcook.models.forecast.Forecast;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.service.forecast.Made;
import io.parcook.service.forecast.NextHour;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// What had been forecast an hour before each interval began, kept as it was said: one file a local
/// date, one line an interval, appended by the first forecast of the interval an hour earlier. What
/// was said first stays; files of more than [#DAYS] days ago go.
public final class ForecastBook implements AutoCloseable {

  /// How many days are kept.
  public static final int DAYS = 60;

  private static final Logger LOG = Logger.getLogger(ForecastBook.class);
  private static final Duration AHEAD = Duration.ofHours(1);
  private static final long MOST_BYTES = 16 << 20;
  private static final double NOTHING = 0.05;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /// What was said of one item in one interval, portions.
  ///
  /// @param low the 10 % quantile
  /// @param likely the mean
  /// @param high the 90 % quantile
  /// @param usual the mean of the same slot on past days
  public record Said(double low, double likely, double high, double usual) {}

  /// A line of a file.
  ///
  /// @param items by name: low, likely, high, usual
  record Line(String start, Map<String, double[]> items) {}

  private final Path folder;
  private final StoreCalendar calendar;
  private final ThreadPoolExecutor thread;
  private Instant newest = Instant.MIN;

  public ForecastBook(Path folder, StoreCalendar calendar) {
    this.folder = folder;
    this.calendar = calendar;
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(4),
            Thread.ofPlatform().name("forecast-book").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /// Hears of each forecast that was made; quick, and from one thread.
  public void onMade(Made made) {
    Instant from = made.forecast().from();
    int step = (int) AHEAD.dividedBy(made.forecast().interval());
    if (from.isAfter(newest) && step < made.forecast().steps()) {
      newest = from;
      thread.execute(() -> keep(made.forecast(), step));
    }
  }

  private void keep(Forecast forecast, int step) {
    Instant start = forecast.from().plus(forecast.interval().multipliedBy(step));
    var items = new LinkedHashMap<String, double[]>();
    for (int item = 0; item < forecast.items().size(); item++) {
      double high = NextHour.quantile(forecast, item, step, 0.9);
      double usual = Math.max(0, forecast.usual(item, step));
      if (high >= NOTHING || usual >= NOTHING) {
        double low = NextHour.quantile(forecast, item, step, 0.1);
        items.put(
            forecast.items().get(item),
            new double[] {
              hundredths(low),
              hundredths(forecast.expected(item, step)),
              hundredths(high),
              hundredths(usual)
            });
      }
    }
    Path file = file(date(start));
    try {
      Files.createDirectories(folder);
      boolean isNew = !Files.exists(file);
      Files.writeString(
          file,
          JSON.writeValueAsString(new Line(start.toString(), items)) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      if (isNew) {
        forgetBefore(date(start).minusDays(DAYS));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records are always JSON", e);
    } catch (IOException notWritten) {
      LOG.warnf(
          "%s cannot be written: %s. The forecast of %s is not kept.", file, notWritten, start);
    }
  }

  private void forgetBefore(LocalDate first) throws IOException {
    String oldest = file(first).getFileName().toString();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "????-??-??.jsonl")) {
      for (Path file : files) {
        if (file.getFileName().toString().compareTo(oldest) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /// What had been said of a date's intervals, by their start and item; empty where there is none.
  public SortedMap<Instant, Map<String, Said>> of(LocalDate date) {
    var intervals = new TreeMap<Instant, Map<String, Said>>();
    Path file = file(date);
    try {
      if (Files.size(file) > MOST_BYTES) {
        LOG.warnf("%s has more than %d bytes, and is left alone.", file, MOST_BYTES);
        return intervals;
      }
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
          read(text, intervals);
        }
      }
    } catch (NoSuchFileException _) {
      // nothing was said of that date
    } catch (IOException unreadable) {
      LOG.warnf("%s cannot be read: %s", file, unreadable.getMessage());
    }
    return intervals;
  }

  /// A line that a power cut cut short is left out.
  private static void read(String text, Map<Instant, Map<String, Said>> to) {
    try {
      Line line = JSON.readValue(text, Line.class);
      var items = new LinkedHashMap<String, Said>();
      line.items().forEach((item, v) -> items.put(item, new Said(v[0], v[1], v[2], v[3])));
      to.putIfAbsent(Instant.parse(line.start()), items);
    } catch (JsonProcessingException | RuntimeException cut) {
      LOG.debugf("A line that cannot be read: %s", cut.getMessage());
    }
  }

  /// Dates of which anything is kept, the oldest first.
  public List<LocalDate> dates() {
    var dates = new ArrayList<LocalDate>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "????-??-??.jsonl")) {
      for (Path file : files) {
        dates.add(LocalDate.parse(file.getFileName().toString().substring(0, 10)));
      }
    } catch (IOException | RuntimeException none) {
      LOG.debugf("%s: %s", folder, none.getMessage());
    }
    dates.sort(null);
    return dates;
  }

  private LocalDate date(Instant moment) {
    return LocalDate.ofEpochDay(calendar.day(moment));
  }

  private Path file(LocalDate date) {
    return folder.resolve(date + ".jsonl");
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      var _ = thread.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
