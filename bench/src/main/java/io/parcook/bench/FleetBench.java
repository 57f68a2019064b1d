package io.parcook.bench;

import io.parcook.bench.cloud.Fleet;
import io.parcook.bench.cloud.Fleet.Outcome;
import io.parcook.bench.cloud.FleetDrawing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What one release to a whole fleet costs its registry, minute by minute, in virtual time: a naive
/// roll-out beside Parcook's, with the same client.
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = "A release to 2,000 stores in virtual time, as their registry sees it.",
    footer = {"", "Example:", "  ./parcook bench fleet --svg docs/images/fleet.svg"})
final class FleetBench implements Callable<Integer> {

  private static final Path MEMORY = Path.of("/dev/shm");

  @Option(names = "--stores", defaultValue = "2000", description = "Stores in the fleet (2,000).")
  private int stores;

  @Option(names = "--seed", defaultValue = "1", description = "Draws every wait (1).")
  private long seed;

  @Option(names = "--poll", defaultValue = "PT15M", description = "Between two polls (PT15M).")
  private Duration poll = Duration.ZERO;

  @Option(
      names = "--spread",
      defaultValue = "PT10M",
      description = "Over which stores follow an announcement (PT10M).")
  private Duration spread = Duration.ZERO;

  @Option(names = "--svg", paramLabel = "FILE", description = "Also draw it there.")
  private @Nullable Path svg;

  @Override
  public Integer call() throws Exception {
    // each poll is on disk before the next; thousands of stores have one disk here
    Path folder =
        Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, "parcook-bench")
            : Files.createTempDirectory("parcook-bench");
    try {
      long begun = System.nanoTime();
      Fleet fleet = new Fleet(stores, seed, poll, spread);
      Outcome naive;
      Outcome ours;
      try (var both = Executors.newSingleThreadExecutor()) {
        var first = both.submit(() -> fleet.naive(folder.resolve("naive")));
        ours = fleet.ours(folder.resolve("ours"));
        naive = first.get();
      }
      System.out.printf(
          Locale.ROOT,
          "One release to %,d stores in %d hours of virtual time, seed %d (%.0f s)%n%n"
              + "  %-30s %10s %10s %12s %12s %9s%n",
          stores,
          Fleet.LENGTH.toHours(),
          seed,
          (System.nanoTime() - begun) / 1e9,
          "",
          "requests",
          "worst min",
          "bytes",
          "worst min",
          "serve it");
      List.of(naive, ours).forEach(FleetBench::print);
      System.out.printf(
          Locale.ROOT,
          "  %-30s %,10d %,10d%n",
          "limit: polls alone, evenly",
          stores * Fleet.LENGTH.toMillis() / poll.toMillis(),
          stores * Duration.ofMinutes(1).toMillis() / poll.toMillis());
      if (svg != null) {
        Files.writeString(svg, FleetDrawing.of(naive, ours, stores, seed));
      }
      return ours.share(ours.minutes().length() - 1) == 1 ? 0 : 1;
    } finally {
      Folders.delete(folder);
    }
  }

  private static void print(Outcome outcome) {
    System.out.printf(
        Locale.ROOT,
        "  %-30s %,10d %,10d %,12d %,12d %8.1f%%%n",
        outcome.name(),
        outcome.minutes().requests().sum(),
        outcome.minutes().requests().max().orElseThrow(),
        outcome.minutes().bytes().sum(),
        outcome.minutes().bytes().max().orElseThrow(),
        100 * outcome.share(outcome.minutes().length() - 1));
  }
}
