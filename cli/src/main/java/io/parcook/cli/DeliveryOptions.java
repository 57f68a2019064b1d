package io.parcook.cli;

import io.parcook.cli.delivery.HttpDestination;
import io.parcook.cli.delivery.Patience;
import io.parcook.cli.delivery.StoreApi;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How events are handed to a store, and how much is said about it.
final class DeliveryOptions {

  private static final String SHOWN = " Default: ${DEFAULT-VALUE}";

  @Option(names = "--batch", defaultValue = "200", description = "Events a request." + SHOWN)
  int batch;

  @Option(names = "--window", defaultValue = "4", description = "Requests at a time." + SHOWN)
  int window;

  @Option(
      names = "--give-up-after",
      defaultValue = "10m",
      converter = Spans.Length.class,
      description = "How long to try one delivery." + SHOWN)
  Duration giveUpAfter = Duration.ZERO;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress, only the summary.")
  boolean quiet;

  HttpDestination over(StoreApi api, Patience patience) {
    return new HttpDestination(api, batch, window, patience);
  }
}
