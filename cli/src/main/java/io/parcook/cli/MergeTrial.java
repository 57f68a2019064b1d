package io.parcook.cli;

import io.parcook.models.evaluate.Backtest;
import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.PairedDays;
import io.parcook.models.evaluate.ScoreTable;
import io.parcook.models.evaluate.Scores;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.dataset.FreshRetailFile;
import io.parcook.tuning.dataset.HistoryFiles;
import io.parcook.tuning.dataset.StoreHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Option;

/// Where a merge's candidate is tried beside its base before it is written: the last days of stores
/// that nobody learned from, as 'parcook evaluate' has it by default.
final class MergeTrial {

  private static final String CANDIDATE = "candidate";
  private static final String BASE = "base";
  private static final int DAYS = 14;
  private static final Protocol.Hours HOURS = new Protocol.Hours(6, 22);

  @Option(
      names = "--judge",
      paramLabel = "FILE",
      description =
          "A history in the form of FreshRetail-50K that the candidate is tried on beside its base,"
              + " on the last 14 days; one that is worse is not written. May be given more than"
              + " once.")
  private List<String> files = List.of();

  @Option(
      names = "--judge-simulated",
      paramLabel = "N",
      description = "Also, or instead, N simulated restaurants.")
  private int simulated;

  @Option(
      names = "--judge-simulated-from",
      paramLabel = "SEED",
      description = "Seed of the first simulated restaurant (default: ${DEFAULT-VALUE}).")
  private long simulatedFrom = 900_000;

  /// What a trial found.
  record Found(String table, Evidence evidence) {}

  /// Whether there is anything to be tried on.
  boolean isAskedFor() {
    return simulated > 0 || !files.isEmpty();
  }

  Found run(OnnxGraph base, OnnxGraph candidate) throws IOException {
    Map<String, Scores> sums = new LinkedHashMap<>();
    List<StoreHistory> stores = stores();
    try (OnnxForecaster one = OnnxForecaster.open(candidate, SessionSettings.DEFAULT);
        OnnxForecaster other = OnnxForecaster.open(base, SessionSettings.DEFAULT)) {
      Map<String, Forecaster> both = new LinkedHashMap<>();
      both.put(CANDIDATE, one);
      both.put(BASE, other);
      for (StoreHistory store : stores) {
        var rounds =
            Protocol.DAY_AHEAD.rounds(
                store.calendar(), store.last().minusDays(DAYS - 1L), DAYS, HOURS, 0);
        Backtest.byDeciles()
            .run(store.history(), store.history().items(), rounds, both)
            .forEach(
                (name, more) ->
                    sums.computeIfAbsent(name, _ -> new Scores(more.levels())).merge(more));
      }
    }
    Scores mine = Objects.requireNonNull(sums.get(CANDIDATE));
    Scores theirs = Objects.requireNonNull(sums.get(BASE));
    String title = "%d stores, %s, last %d days".formatted(stores.size(), Protocol.DAY_AHEAD, DAYS);
    return new Found(
        ScoreTable.of(title, sums), PairedDays.USUAL.compare(mine.daily(), theirs.daily()));
  }

  private List<StoreHistory> stores() throws IOException {
    List<StoreHistory> stores = new ArrayList<>();
    for (Path file : HistoryFiles.find(files)) {
      stores.addAll(FreshRetailFile.read(file, _ -> {}));
    }
    for (int i = 0; i < simulated; i++) {
      stores.add(HistoryOptions.simulate(simulatedFrom + i, Duration.ofHours(1)));
    }
    return stores;
  }
}
