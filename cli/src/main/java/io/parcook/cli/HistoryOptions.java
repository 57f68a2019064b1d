package io.parcook.cli;

import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.simulator.Restaurant;
import io.parcook.tuning.dataset.FreshRetailFile;
import io.parcook.tuning.dataset.HistoryFiles;
import io.parcook.tuning.dataset.OrderHistory;
import io.parcook.tuning.dataset.OrderMapping;
import io.parcook.tuning.dataset.SimulatedStores;
import io.parcook.tuning.dataset.StoreHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which stores' pasts a command reads.
final class HistoryOptions {

  private static final LocalDate FIRST_SIMULATED = LocalDate.of(2025, 1, 1);
  private static final int SIMULATED_DAYS = 98;

  @Parameters(
      paramLabel = "FILES",
      arity = "0..*",
      description =
          "Histories in the form of FreshRetailNet-50K, or order files with --mapping: files,"
              + " directories or globs; plain or gzip.")
  private List<String> files = List.of();

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "What the columns of order files mean, as for 'parcook replay'.")
  private @Nullable Path mapping;

  @Option(
      names = "--holidays",
      paramLabel = "REGION",
      description = "Public holidays of the order files' store, such as DE-BY (default: none).")
  private String holidays = "none";

  @Option(
      names = "--simulated",
      paramLabel = "N",
      description = "Also N simulated restaurants, the first of them with seed --simulated-from.")
  private int simulated;

  @Option(
      names = "--simulated-from",
      paramLabel = "SEED",
      description = "Seed of the first simulated restaurant (default: ${DEFAULT-VALUE}).")
  private long simulatedFrom = 900_000;

  @Option(
      names = "--interval",
      paramLabel = "MINUTES",
      description = "Intervals of orders and simulated stores (default: ${DEFAULT-VALUE}).")
  private int interval = 60;

  /// The public holidays of the order files' store.
  HolidayCalendar holidays() {
    return HolidayCalendar.ofRegion(holidays);
  }

  List<StoreHistory> read() throws IOException {
    List<StoreHistory> stores = new ArrayList<>();
    OrderMapping orders = mapping == null ? null : OrderMapping.read(mapping);
    for (Path file : HistoryFiles.find(files)) {
      try (ProgressBar bar = Progress.bar("Reading " + file.getFileName(), -1, "rows")) {
        if (orders == null) {
          stores.addAll(FreshRetailFile.read(file, bar::stepTo));
        } else {
          stores.add(
              OrderHistory.read(
                  file, orders, Duration.ofMinutes(interval), holidays(), bar::stepTo));
        }
      }
    }
    if (simulated > 0) {
      try (ProgressBar bar = Progress.bar("Simulating", simulated, "stores")) {
        for (int i = 0; i < simulated; i++) {
          stores.add(simulate(simulatedFrom + i, Duration.ofMinutes(interval)));
          bar.step();
        }
      }
    }
    return stores;
  }

  static StoreHistory simulate(long seed, Duration interval) {
    return SimulatedStores.run(Restaurant.random(seed), interval, FIRST_SIMULATED, SIMULATED_DAYS);
  }
}
