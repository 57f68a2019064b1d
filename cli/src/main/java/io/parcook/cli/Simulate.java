package io.parcook.cli;

import io.parcook.cli.delivery.Courier;
import io.parcook.cli.delivery.DeliveryException;
import io.parcook.cli.delivery.Destination;
import io.parcook.cli.delivery.FileDestination;
import io.parcook.cli.delivery.Pace;
import io.parcook.cli.delivery.Patience;
import io.parcook.cli.delivery.StoreApi;
import io.parcook.cli.delivery.StoreClock;
import io.parcook.cli.orders.OrderFileDestination;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.simulator.Restaurant;
import io.parcook.simulator.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Runs a seeded restaurant, into a file or against a store's service.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Simulates a restaurant: guests pass the door, order, find things sold out.",
      "The same seed gives the same events, so that a simulation may be sent again."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every event is acknowledged and understood",
      "2:the command line is wrong",
      "3:every event is acknowledged, some are in quarantine",
      "4:nobody answered for as long as --give-up-after says",
      "5:the store refuses the events",
      "6:the file cannot be written"
    },
    footerHeading = "Examples:%n",
    footer = {
      "  parcook simulate --out events.jsonl.gz --from 2026-03-02 --days 28 --seed 7",
      "  parcook simulate --out orders.csv --from 2026-03-02 --days 7",
      "  parcook simulate --to http://localhost:8080 --history 4w --follow"
    })
final class Simulate implements Callable<Integer> {

  private static final String SHOWN = " Default: ${DEFAULT-VALUE}";

  @Spec @Nullable CommandSpec spec;

  /// Where to.
  static final class Target {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = {
          "Events, one a line, or with a name in .csv only the order lines;",
          ".gz at the end compresses."
        })
    @Nullable Path out;

    @Option(names = "--to", paramLabel = "URL", description = "Store's service, by HTTP.")
    @Nullable URI to;
  }

  @ArgGroup(multiplicity = "1")
  Target target = new Target();

  @Option(names = "--seed", defaultValue = "1", description = "Names the run." + SHOWN)
  long seed;

  @Option(names = "--orders", defaultValue = "500", description = "Orders of a mean day." + SHOWN)
  double orders;

  @Option(
      names = "--made-up",
      description = "A store of another kind for each seed, in place of the usual one.")
  boolean madeUp;

  @Option(names = "--store", description = "Store's name; with --to, what the service says.")
  @Nullable String store;

  @Option(names = "--zone", description = "Store's zone; with --to, what the service says.")
  @Nullable ZoneId zone;

  @Option(
      names = "--history",
      defaultValue = "4w",
      converter = Spans.Length.class,
      description = "How much to send of what happened before --until." + SHOWN)
  Duration history = Duration.ZERO;

  @Option(
      names = "--until",
      defaultValue = "now",
      description = "End of the history: a date, an instant, or now (the store's)." + SHOWN)
  String until = "now";

  @Option(names = "--from", description = "Beginning, a date or an instant, with --days.")
  @Nullable String from;

  @Option(names = "--days", description = "With --from: how many days, in place of --until.")
  @Nullable Integer days;

  @Option(
      names = "--follow",
      description = "With --to: go on at the speed of the store's clock, whatever happens.")
  boolean follow;

  @Mixin DeliveryOptions delivery = new DeliveryOptions();

  /// The span of a run: history up to `until`, then, when following, without an end.
  private record Span(Instant from, Instant until) {}

  @Override
  public Integer call() throws InterruptedException {
    try {
      return target.to == null ? toFile() : toStore(target.to);
    } catch (DeliveryException e) {
      say(e.getMessage());
      return Exit.of(e);
    } catch (IOException e) {
      say(e.getMessage());
      return Exit.INPUT;
    }
  }

  private int toFile() throws IOException, InterruptedException {
    Path out = target.out;
    if (out == null || follow) {
      throw wrong("--follow needs a store to follow: name one with --to");
    }
    ZoneId place = zone == null ? ZoneId.systemDefault() : zone;
    Restaurant restaurant = restaurant(store == null ? "demo" : store, place);
    Span span = span(restaurant.zone(), InstantSource.system().instant());
    boolean table = out.toString().matches(".*\\.csv(\\.gz)?");
    try (Destination file = table ? new OrderFileDestination(out) : new FileDestination(out)) {
      carry(new Simulation(restaurant, span.from(), span.until()), span, file, Pace.MAX);
      return end(file);
    }
  }

  private int toStore(URI to) throws IOException, InterruptedException {
    Patience patience = Patience.of(follow ? Patience.FOREVER : delivery.giveUpAfter);
    try (StoreApi api = new StoreApi(to);
        Destination service = delivery.over(api, patience)) {
      StoreClock clock = StoreClock.firstReading(api, patience, this::say);
      Restaurant restaurant =
          restaurant(
              store == null ? clock.store().store() : store,
              zone == null ? clock.store().zone() : zone);
      Span span = span(restaurant.zone(), clock.now());
      Instant end = follow ? Instant.MAX : span.until();
      Simulation run = new Simulation(restaurant, span.from(), end);
      carry(before(run, span.until()), span, service, Pace.MAX);
      int exit = end(service);
      if (follow) {
        say("The history is in. Following the store's clock; Ctrl-C ends it.");
        new Courier(service, clock, (_, _) -> {}).carry(run);
      }
      return exit;
    }
  }

  private void carry(Iterator<StoreEvent> events, Span span, Destination destination, Pace pace)
      throws InterruptedException {
    long hours = Duration.between(span.from(), span.until()).toHours();
    try (Meter meter = new Meter("hours", hours, delivery.quiet)) {
      Courier.Progress progress =
          (time, acknowledged) ->
              meter.at(Duration.between(span.from(), time).toHours(), acknowledged);
      new Courier(destination, pace, progress).carry(events);
      destination.finish();
      meter.end(hours);
    }
  }

  private int end(Destination destination) {
    say(destination.tally().summary());
    return destination.tally().quarantined() > 0 ? Exit.QUARANTINED : Exit.OK;
  }

  private Restaurant restaurant(String name, ZoneId place) {
    Restaurant usual = Restaurant.usual(name, place, seed).withOrders(orders);
    return madeUp ? Restaurant.random(seed).at(name, place) : usual;
  }

  private Span span(ZoneId place, Instant now) {
    try {
      if (from != null) {
        Instant first = Spans.point(from, place);
        Instant end =
            days == null ? end(place, now) : first.atZone(place).plusDays(days).toInstant();
        return new Span(first, end);
      }
      Instant end = end(place, now);
      return new Span(end.minus(history), end);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Instant end(ZoneId place, Instant now) {
    return until.equals("now") ? now.truncatedTo(ChronoUnit.MILLIS) : Spans.point(until, place);
  }

  /// The events of a run before an instant; the first one after it stays with the run.
  private static Iterator<StoreEvent> before(Simulation run, Instant end) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return run.hasNext() && run.peek().time().isBefore(end);
      }

      @Override
      public StoreEvent next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the history ends at " + end);
        }
        return run.next();
      }
    };
  }

  private ParameterException wrong(String message) {
    return new ParameterException(commandLine(), message);
  }

  private void say(@Nullable String message) {
    PrintWriter err = commandLine().getErr();
    err.println(message);
    err.flush();
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec, "picocli sets the spec").commandLine();
  }
}
