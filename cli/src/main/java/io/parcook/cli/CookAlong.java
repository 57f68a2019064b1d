package io.parcook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.parcook.cli.delivery.DeliveryException;
import io.parcook.cli.delivery.Patience;
import io.parcook.cli.delivery.StoreApi;
import io.parcook.cli.delivery.StoreClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A kitchen that does what the plan says, so that a demonstration has one.
@Command(
    name = "cook-along",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Cooks as a store's plan says: starts each batch when it is due, and has it ready when its"
          + " lead time is over, by the store's clock. Goes on until it is stopped.",
      ""
    },
    footer = {"", "Example:", "  parcook cook-along --to http://localhost:8080"})
final class CookAlong implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofMillis(500);

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--to", paramLabel = "URL", required = true, description = "Store's service.")
  private @Nullable URI to;

  @Option(
      names = "--delay",
      defaultValue = "20s",
      converter = Spans.Length.class,
      description =
          "How long the cook takes to begin what is due, store's time. Default:"
              + " ${DEFAULT-VALUE}")
  private Duration delay = Duration.ZERO;

  @Option(
      names = "--looks",
      hidden = true,
      description = "Ends after so many looks at the plan, for tests.")
  private long looks = Long.MAX_VALUE;

  @Override
  public Integer call() throws InterruptedException {
    try (StoreApi api = new StoreApi(Objects.requireNonNull(to, "picocli asks for it"))) {
      StoreClock clock = StoreClock.firstReading(api, Patience.of(Patience.FOREVER), this::say);
      for (long look = 0; look < looks; look++) {
        look(api, clock);
        Duration wait = clock.wait(clock.now()); // asks the store's clock again now and then
        Thread.sleep(LOOK.plus(wait));
      }
      return Exit.OK;
    } catch (DeliveryException e) {
      say(e.getMessage());
      return Exit.of(e);
    }
  }

  /// A store that does not answer now is asked again at the next look.
  private void look(StoreApi api, StoreClock clock) throws InterruptedException {
    try {
      Instant now = clock.now();
      for (JsonNode batch : api.plan().path("batches")) {
        String id = batch.path("id").asText();
        if (isAt(batch, "DUE", "start", now.minus(delay))) {
          api.step(id, "started");
        } else if (isAt(batch, "COOKING", "ready", now)) {
          api.step(id, "ready");
        }
      }
    } catch (IOException _) {
      // the store is away, or has no plan yet
    }
  }

  private static boolean isAt(JsonNode batch, String state, String time, Instant now) {
    return batch.path("state").asText().equals(state)
        && !Instant.parse(batch.path(time).asText()).isAfter(now);
  }

  private void say(@Nullable String message) {
    CommandLine line = Objects.requireNonNull(spec, "picocli injects it").commandLine();
    line.getErr().println(message);
    line.getErr().flush();
  }
}
