package io.parcook.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command that holds all others.
@Command(
    name = "parcook",
    mixinStandardHelpOptions = true,
    version = "parcook 0.1.0",
    subcommands = {
      Simulate.class,
      Replay.class,
      Train.class,
      Evaluate.class,
    },
    description = "Knows in the kitchen what will be ordered before it is.")
public final class Parcook {

  private Parcook() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Parcook());
  }
}
