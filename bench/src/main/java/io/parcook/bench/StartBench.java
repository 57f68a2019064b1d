package io.parcook.bench;

import io.parcook.journey.PackagedStore;
import io.parcook.pipeline.event.EventWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// From the start of the process to the first correct forecast of a store with a past, with the AOT
/// cache and without it.
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "From process start to the first model forecast, with and without the AOT cache.",
    footer = {"", "Example:", "  ./parcook bench start --rounds 5"})
final class StartBench implements Callable<Integer> {

  @Option(names = "--rounds", defaultValue = "5", description = "Measured rounds (5).")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("parcook-bench");
    try {
      prepare(folder);
      new Sides("Start to the first model forecast", "seconds")
          .side("without the AOT cache", () -> start(folder, false))
          .side("with the AOT cache", () -> start(folder, true))
          .run(rounds);
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private static void prepare(Path folder) {
    var sales = new Sales();
    try (var store = PackagedStore.in(folder, Map.of())) {
      store.start();
      for (byte[] body : sales.batches(sales.next(10_000, Instant.now()), 500)) {
        store.post(EventWriter.BATCH, body);
      }
    }
  }

  private static double start(Path folder, boolean cached) {
    long start = System.nanoTime();
    try (var store = PackagedStore.in(folder, Map.of()).withAotCache(cached)) {
      store.start();
      String forecast = store.get("/api/v1/forecasts?steps=1").body();
      if (!forecast.contains("\"model\"")) {
        throw new IllegalStateException("not a model's forecast: " + forecast);
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
