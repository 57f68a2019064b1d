package io.parcook.cli;

import io.parcook.cli.delivery.Checkpoint;
import io.parcook.cli.delivery.Courier;
import io.parcook.cli.delivery.DeliveryException;
import io.parcook.cli.delivery.Destination;
import io.parcook.cli.delivery.KafkaDestination;
import io.parcook.cli.delivery.Pace;
import io.parcook.cli.delivery.Patience;
import io.parcook.cli.delivery.StoreApi;
import io.parcook.cli.orders.OrderSales;
import io.parcook.tuning.dataset.BadHistoryException;
import io.parcook.tuning.dataset.OrderFile;
import io.parcook.tuning.dataset.OrderMapping;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Streams real orders from a file to a store, over HTTP or through Kafka.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Streams the orders of a CSV file (plain or gzip) as sales to a store.",
      "It ends when every order is acknowledged. Started again, it sends the same events: nothing"
          + " is counted twice."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every order is acknowledged and understood",
      "2:the command line is wrong",
      "3:every order is acknowledged, some are in quarantine",
      "4:nobody answered for as long as --give-up-after says",
      "5:the store refuses the events",
      "6:the file or its mapping cannot be read"
    },
    footerHeading = "Examples:%n",
    footer = {
      "  parcook replay orders.csv.gz --mapping orders.json --to http://localhost:8080",
      "  parcook replay orders.csv.gz --mapping orders.json --kafka localhost:9092 --speed 60",
      "",
      "A store takes events of the last 60 days. For older ones, start it with its clock at their",
      "end and a bound as long as the file:",
      "  parcook run -Dparcook.clock.start=2024-09-17T12:00:00Z -Dparcook.intake.past=P200D"
    })
final class Replay implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "CSV with a header, plain or gzip.")
  Path file = Path.of("");

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE",
      description = "Says which column is what; see cli/mappings for examples.")
  Path mapping = Path.of("");

  /// Where to.
  static final class Target {
    @Option(names = "--to", paramLabel = "URL", description = "Store's service, by HTTP.")
    @Nullable URI to;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Kafka broker.")
    @Nullable String kafka;
  }

  @ArgGroup(multiplicity = "1")
  Target target = new Target();

  @Option(names = "--topic", defaultValue = "parcook.events.v1", description = SHOWN)
  String topic = "";

  @Option(
      names = "--store",
      defaultValue = "store",
      description =
          "With --kafka: the records' key, so that a store's events keep their order." + SHOWN)
  String store = "";

  @Option(
      names = "--source",
      defaultValue = "/till/replay",
      description = "CloudEvents source of every sale." + SHOWN)
  String source = "";

  @Option(
      names = "--speed",
      defaultValue = "max",
      description = "Times as fast as it happened, such as 60, or max." + SHOWN)
  String speed = "max";

  @Option(names = "--zone", description = "Instead of the mapping's zone.")
  @Nullable ZoneId zone;

  @Option(names = "--from", description = "First date or instant to replay.")
  @Nullable String from;

  @Option(names = "--until", description = "Date or instant to end before.")
  @Nullable String until;

  @Mixin DeliveryOptions delivery = new DeliveryOptions();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Keeps here how far it got, and goes on from there.")
  @Nullable Path checkpoint;

  private static final String SHOWN = " Default: ${DEFAULT-VALUE}";

  @Override
  public Integer call() throws InterruptedException {
    try {
      return replay();
    } catch (BadHistoryException | IOException | UncheckedIOException e) {
      say(e.getMessage());
      return Exit.INPUT;
    }
  }

  private int replay() throws IOException, InterruptedException {
    OrderMapping read = OrderMapping.read(mapping);
    OrderMapping columns = zone == null ? read : read.withZone(zone);
    Instant first = from == null ? Instant.MIN : point(from, columns.zone());
    Instant end = until == null ? Instant.MAX : point(until, columns.zone());
    Pace pace = pace();
    Checkpoint kept = checkpoint == null ? null : new Checkpoint(checkpoint, job(columns));
    long done = kept == null ? 0 : kept.read();
    long total = count(columns, first, end);
    try (OrderFile lines = OrderFile.open(file, columns);
        Destination destination = destination()) {
      OrderSales sales = new OrderSales(OrderSales.within(lines, first, end), source);
      for (long i = 0; i < done && sales.hasNext(); i++) {
        sales.next();
      }
      return carry(sales, destination, pace, kept, done, total);
    }
  }

  private int carry(
      OrderSales sales,
      Destination destination,
      Pace pace,
      @Nullable Checkpoint kept,
      long done,
      long total)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (Meter meter = new Meter("orders", total, delivery.quiet)) {
      Courier.Progress progress =
          (_, acknowledged) -> {
            meter.at(done + acknowledged, acknowledged);
            if (kept != null) {
              kept.reached(done + destination.acknowledged());
            }
          };
      new Courier(destination, pace, progress).carry(sales);
      destination.finish();
      meter.end(done + destination.tally().acknowledged());
    } catch (DeliveryException e) {
      say(e.getMessage());
      say(destination.tally().summary());
      return Exit.of(e);
    } finally {
      if (kept != null) {
        kept.write(done + destination.acknowledged());
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    String skipped = done == 0 ? "" : String.format(" (%,d were acknowledged before)", done);
    say(String.format("%,d orders in %.1f s%s", total, seconds, skipped));
    say(destination.tally().summary());
    return destination.tally().quarantined() > 0 ? Exit.QUARANTINED : Exit.OK;
  }

  private long count(OrderMapping columns, Instant first, Instant end) throws IOException {
    try (OrderFile lines = OrderFile.open(file, columns)) {
      OrderSales sales = new OrderSales(OrderSales.within(lines, first, end), source);
      long orders = 0;
      for (; sales.hasNext(); orders++) {
        sales.next();
      }
      return orders;
    }
  }

  private Destination destination() {
    if (target.kafka != null) {
      return new KafkaDestination(target.kafka, topic, store, delivery.giveUpAfter);
    }
    if (target.to == null) {
      throw new IllegalStateException("picocli lets one of --to and --kafka through");
    }
    return delivery.over(new StoreApi(target.to), Patience.of(delivery.giveUpAfter));
  }

  private Pace pace() {
    try {
      return speed.equals("max")
          ? Pace.MAX
          : Pace.times(Double.parseDouble(speed), InstantSource.system());
    } catch (IllegalArgumentException e) {
      throw wrong("--speed is a number above 0, such as 60, or max; it is '" + speed + "'");
    }
  }

  private Instant point(String text, ZoneId zone) {
    try {
      return Spans.point(text, zone);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /// What a checkpoint must agree on: everything that decides which events come in which place.
  private String job(OrderMapping columns) throws IOException {
    String where = target.kafka != null ? target.kafka + "/" + topic : String.valueOf(target.to);
    return String.join(
        "|",
        file.getFileName().toString(),
        Long.toString(Files.size(file)),
        Integer.toHexString(Files.readString(mapping).hashCode()),
        columns.zone().getId(),
        source,
        String.valueOf(from),
        String.valueOf(until),
        where);
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
