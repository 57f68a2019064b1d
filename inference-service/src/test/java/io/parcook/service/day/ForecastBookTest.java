package io.parcook.service.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.service.day.ForecastBook.Said;
import io.parcook.service.forecast.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastBookTest {

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final StoreCalendar PARIS = new StoreCalendar(ZoneId.of("Europe/Paris"), QUARTER);
  private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @TempDir Path folder;

  @Test
  void whatWasSaidAnHourBeforeStaysWhateverIsSaidLater() {
    try (ForecastBook book = new ForecastBook(folder, PARIS)) {
      book.onMade(made(NOON, 10));
      book.onMade(made(NOON, 99));
    }
    try (ForecastBook again = new ForecastBook(folder, PARIS)) {
      again.onMade(made(NOON, 77));
      again.onMade(made(NOON.plus(QUARTER), 20));
    }

    SortedMap<Instant, Map<String, Said>> said = new ForecastBook(folder, PARIS).of(DAY);
    assertThat(said.keySet()).containsExactly(NOON.plusSeconds(3_600), NOON.plusSeconds(4_500));
    assertThat(said.get(NOON.plusSeconds(3_600))).containsEntry("fries", new Said(9, 10, 11, 5));
    assertThat(said.get(NOON.plusSeconds(4_500))).containsEntry("fries", new Said(19, 20, 21, 5));
  }

  @Test
  void aLineThatAPowerCutCutShortIsLeftOut() throws IOException {
    try (ForecastBook book = new ForecastBook(folder, PARIS)) {
      book.onMade(made(NOON, 10));
    }
    Path file = folder.resolve("2026-11-23.jsonl");
    Files.writeString(file, "{\"start\":\"2026-11-23T12:15", StandardOpenOption.APPEND);

    assertThat(new ForecastBook(folder, PARIS).of(DAY)).hasSize(1);
  }

  @Test
  void daysLongPastAreForgotten() throws IOException {
    Path old = folder.resolve(DAY.minusDays(ForecastBook.DAYS + 1L) + ".jsonl");
    Path young = folder.resolve(DAY.minusDays(ForecastBook.DAYS - 1L) + ".jsonl");
    Files.writeString(old, "");
    Files.writeString(young, "");
    try (ForecastBook book = new ForecastBook(folder, PARIS)) {
      book.onMade(made(NOON, 10));
    }

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void accuracyIsTheShareOfWhatWasSoldThatWasMissed() {
    var said = new TreeMap<Instant, Map<String, Said>>();
    said.put(NOON, Map.of("fries", new Said(0, 8, 9, 5), "cola", new Said(0, 1, 2, 1)));
    said.put(NOON.plus(QUARTER), Map.of("fries", new Said(0, 50, 60, 50)));
    Map<Instant, Map<String, Long>> sold = Map.of(NOON, Map.of("fries", 10L));

    DayScore score = DayScore.of(said, sold, NOON);

    assertThat(score.wape()).isEqualTo(0.3);
    assertThat(score.usualWape()).isEqualTo(0.6);
    assertThat(DayScore.NONE.wape()).isNull();
  }

  @Test
  void allItemsTogetherAreLessUncertainThanEachByItself() {
    DayJson.Band band = Together.band(List.of(new Said(5, 10, 15, 0), new Said(5, 10, 15, 0)));

    assertThat(band.likely()).isEqualTo(20);
    assertThat(band.high() - band.likely()).isBetween(5.0, 9.9);
  }

  private static Made made(Instant from, float likely) {
    int steps = 8;
    float[] values = new float[3 * steps];
    float[] usual = new float[steps];
    for (int step = 0; step < steps; step++) {
      values[3 * step] = likely - 1;
      values[3 * step + 1] = likely;
      values[3 * step + 2] = likely + 1;
      usual[step] = 5;
    }
    Forecast forecast =
        new Forecast(
            new ForecastSource.UsualLevel("a test"),
            from,
            from,
            QUARTER,
            steps,
            List.of("fries"),
            List.of(0.1, 0.5, 0.9),
            values,
            usual);
    return new Made(1, from, forecast, List.of(false));
  }
}
