package io.parcook.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The benchmarks as one command.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures Parcook, each figure beside its raw limit in the same run.",
    footer = {"", "Example:", "  ./parcook bench forecast"},
    subcommands = {
      IntakeBench.class,
      ForecastBench.class,
      WindowBench.class,
      LatencyBench.class,
      PlanBench.class,
      TuneBench.class,
      NightBench.class,
      ScreensBench.class,
      StartBench.class,
      ReleaseBench.class,
      WireBench.class,
      FleetBench.class,
      SoakBench.class,
      LimitsBench.class,
      RebuildBench.class
    })
public final class Bench {

  private Bench() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }
}
