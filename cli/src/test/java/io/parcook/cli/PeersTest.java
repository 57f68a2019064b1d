package io.parcook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.tuning.dataset.HistoryFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tool that is no part of the product, played by this test: it reads the rows, forecasts them
/// and hands its forecasts back.
final class PeersTest {

  private static final List<Double> LEVELS = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

  @TempDir static Path folder;

  private static List<NamedCsvRecord> rows = List.of();

  private static Commands.Ran evaluate(Object... more) {
    var words =
        new ArrayList<Object>(
            List.of("evaluate", "--simulated", 1, "--days", 2, "--items", 3, "--ahead", 2));
    words.addAll(List.of("--protocol", "intraday", "--hours", "11-14"));
    words.addAll(List.of(more));
    return Commands.run(words.toArray());
  }

  @BeforeAll
  static void writeTheRows() throws IOException {
    Path file = folder.resolve("rows.csv.gz");
    Commands.Ran ran = evaluate("--rows", file);
    assertThat(ran.exit()).as(ran.said()).isZero();
    try (var reader = CsvReader.builder().ofNamedCsvRecord(HistoryFiles.open(file))) {
      rows = reader.stream().toList();
    }
  }

  private static List<NamedCsvRecord> part(String part) {
    return rows.stream().filter(row -> row.getField("part").equals(part)).toList();
  }

  private static Path peer(
      List<NamedCsvRecord> forecastRows, ToDoubleFunction<NamedCsvRecord> forecast)
      throws IOException {
    Path file = folder.resolve("peers.csv");
    try (CsvWriter lines = CsvWriter.builder().build(file)) {
      var header = new ArrayList<>(List.of("peer", "store", "item", "origin", "start"));
      LEVELS.forEach(level -> header.add(level.toString()));
      lines.writeRecord(header);
      for (NamedCsvRecord row : forecastRows) {
        var line = new ArrayList<>(List.of("the other"));
        for (String key : List.of("store", "item", "origin", "start")) {
          line.add(row.getField(key));
        }
        LEVELS.forEach(_ -> line.add(Double.toString(forecast.applyAsDouble(row))));
        lines.writeRecord(line);
      }
    }
    return file;
  }

  @Test
  void aForecastOfTheTruthHasNoError() throws IOException {
    List<NamedCsvRecord> judged = part("test");

    Commands.Ran ran =
        evaluate("--peers", peer(judged, row -> Double.parseDouble(row.getField("sold"))));

    assertThat(ran.exit()).as(ran.said()).isZero();
    assertThat(ran.printed())
        .containsPattern(
            "the other +0\\.0000 +0\\.0000 +0\\.0000 +0\\.0000 +0\\.0000 .* 0 % +" + judged.size());
    assertThat(ran.printed()).contains("same slot, 14 days");
  }

  @Test
  void aPeersScoreIsWhatANaiveLoopOverTheFileGives() throws IOException {
    List<NamedCsvRecord> judged = part("test");
    double one = 1.5;
    double loss = 0;
    double sold = 0;
    for (NamedCsvRecord row : judged) {
      double truth = Double.parseDouble(row.getField("sold"));
      sold += truth;
      for (double level : LEVELS) {
        loss += Math.max(level * (truth - one), (level - 1) * (truth - one));
      }
    }

    Commands.Ran ran = evaluate("--peers", peer(judged, _ -> one));

    assertThat(ran.printed())
        .containsPattern(
            "the other +" + String.format(Locale.ROOT, "%.4f", 2 * loss / sold / LEVELS.size()));
  }

  @Test
  void whatAPeerLearnsFromHadEndedBeforeTheFirstOriginThatIsJudged() throws IOException {
    List<NamedCsvRecord> judged = part("test");
    List<NamedCsvRecord> before = part("train");
    Instant first =
        judged.stream()
            .map(row -> Instant.parse(row.getField("origin")))
            .min(Instant::compareTo)
            .orElseThrow();

    assertThat(before).hasSizeGreaterThan(judged.size());
    assertThat(before)
        .allSatisfy(
            row ->
                assertThat(
                        Instant.parse(row.getField("start"))
                            .plusSeconds(60 * Long.parseLong(row.getField("minutes"))))
                    .isBeforeOrEqualTo(first));
    var keys = new HashSet<List<String>>();
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(keys.add(row.getFields().subList(1, 5)))
                    .as("a row stands once")
                    .isTrue());
    assertThat(judged.getFirst().getHeader()).containsAll(FeatureTable.known());
  }

  @Test
  void aRowThatAPeerLeftOutIsToldByItsName() throws IOException {
    List<NamedCsvRecord> judged = part("test");
    NamedCsvRecord missing = judged.getLast();

    Commands.Ran ran = evaluate("--peers", peer(judged.subList(0, judged.size() - 1), _ -> 1));

    assertThat(ran.exit()).isEqualTo(Exit.INPUT);
    assertThat(ran.said())
        .contains(
            "'the other' forecast nothing",
            missing.getField("item"),
            missing.getField("start"),
            "--rows");
  }

  @Test
  void aFileThatIsNoForecastIsToldWithWhatItsColumnsMustBe() throws IOException {
    Path file = folder.resolve("other.csv");
    try (CsvWriter lines = CsvWriter.builder().build(file)) {
      lines.writeRecord("a", "b");
      lines.writeRecord("1", "2");
    }

    Commands.Ran ran = evaluate("--peers", file);

    assertThat(ran.exit()).isEqualTo(Exit.INPUT);
    assertThat(ran.said()).contains("other.csv", "peer, store, item, origin, start");
  }
}
