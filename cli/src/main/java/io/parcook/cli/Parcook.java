package io.parcook.cli;

import io.parcook.cli.sense.Sense;
import java.util.logging.Level;
import java.util.logging.Logger;
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
      Tune.class,
      NightJob.class,
      Evaluate.class,
      SealCommand.class,
      Admit.class,
      MergeCommand.class,
      Push.class,
      Verify.class,
      Inspect.class,
      MenuCommand.class,
      KitchenSim.class,
      Sense.class,
      CookAlong.class,
    },
    description = "Knows in the kitchen what will be ordered before it is.")
public final class Parcook {

  /// Kafka's clients print all their settings at INFO. Held here, because the JDK forgets the level
  /// of a logger that nobody holds.
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private Parcook() {}

  public static void main(String[] args) {
    KAFKA.setLevel(Level.WARNING);
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Parcook());
  }
}
