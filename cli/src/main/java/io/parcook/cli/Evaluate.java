package io.parcook.cli;

import io.parcook.cli.peers.BadPeersException;
import io.parcook.cli.peers.PeerForecasts;
import io.parcook.cli.peers.RowsFile;
import io.parcook.models.card.CardProperties;
import io.parcook.models.card.InvalidCardException;
import io.parcook.models.evaluate.BusiestItems;
import io.parcook.models.evaluate.Round;
import io.parcook.models.evaluate.ScoreTable;
import io.parcook.models.forecast.UnusableModelException;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.UnacceptableGraphException;
import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.pipeline.feature.UnknownFeatureException;
import io.parcook.tuning.dataset.BadHistoryException;
import io.parcook.tuning.dataset.StoreHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Scores a model beside the baselines on the last days of some histories.
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Scores a model beside the usual level on the last days of recorded or simulated stores, on"
          + " the same items and intervals, knowing at each moment only what was known then.",
      "",
      "Coverage has two shares: of the rows that sold less than the whole portions of the quantile,"
          + " and of those that sold no more than it. A level is held if it lies between them.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  parcook evaluate data/freshretail_edge.csv.gz --model models/base/base.onnx",
      "  parcook evaluate orders.csv --mapping mapping.json --interval 15 --protocol intraday \\",
      "      --items 20 --hours 10-22",
      "  parcook evaluate orders.csv --mapping mapping.json --rows rows.csv.gz"
    })
final class Evaluate implements Callable<Integer> {

  private static final int PAST_DAYS = 28;

  @Mixin private HistoryOptions histories = new HistoryOptions();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The ONNX file to score; without it, only the baselines are.")
  private @Nullable Path model;

  @Option(
      names = "--calibrated",
      description =
          "Score the model also with its quantiles calibrated on each store, as the store would do"
              + " it: from what was sold in the 28 days before, and on.")
  private boolean calibrated;

  @Option(
      names = "--tuned",
      description =
          "Score the model also as each store's nights tune it: each night learns from what was"
              + " sold until then, and only what passes its gate serves.")
  private boolean tuned;

  @Option(
      names = "--every",
      paramLabel = "DAYS",
      description = "Days between two nights of a store (default: ${DEFAULT-VALUE}).")
  private int every = 7;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      converter = Protocol.Reader.class,
      description =
          "day-ahead, from each midnight, or intraday, from each full hour (default:"
              + " ${DEFAULT-VALUE}).")
  private Protocol protocol = Protocol.DAY_AHEAD;

  @Option(
      names = "--days",
      description = "The last days of each store to forecast (default: ${DEFAULT-VALUE}).")
  private int days = 14;

  @Option(
      names = "--hours",
      paramLabel = "FROM-TO",
      converter = Protocol.Hours.Reader.class,
      description = "Hours of the day to forecast (default: 6-22).")
  private Protocol.Hours hours = new Protocol.Hours(6, 22);

  @Option(
      names = "--ahead",
      paramLabel = "HOURS",
      description = "How far an intraday forecast looks (default: ${DEFAULT-VALUE}).")
  private int ahead = 2;

  @Option(
      names = "--items",
      paramLabel = "N",
      description = "Score each store's N busiest items of the 28 days before; 0 for all.")
  private int items;

  @Option(
      names = "--rows",
      paramLabel = "FILE",
      description =
          "Also write the rows that are judged, and those before them to learn from, with the"
              + " model's features, for other tools to forecast; a name in .gz is compressed.")
  private @Nullable Path rows;

  @Option(
      names = "--peers",
      paramLabel = "FILE",
      description = "Score other tools' forecasts of the same rows beside ours.")
  private @Nullable Path peers;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try {
      evaluate();
      return Exit.OK;
    } catch (BadHistoryException
        | InvalidCardException
        | UnacceptableGraphException
        | UnusableModelException
        | UnknownFeatureException
        | BadPeersException
        | IOException
        | UncheckedIOException e) {
      spec().commandLine().getErr().println(e.getMessage());
      return Exit.INPUT;
    }
  }

  private void evaluate() throws IOException {
    if (calibrated && model == null) {
      throw new ParameterException(
          spec().commandLine(), "--calibrated calibrates a model; name one with --model.");
    }
    if (tuned && (model == null || calibrated)) {
      throw new ParameterException(
          spec().commandLine(),
          "--tuned tunes a model; name one with --model, and leave --calibrated out.");
    }
    OnnxGraph graph = model == null ? null : OnnxGraph.read(model, OnnxGraph.MOST_BYTES);
    List<StoreHistory> stores = histories.read();
    if (stores.isEmpty()) {
      throw new ParameterException(
          spec().commandLine(),
          "There is no store to forecast. Name history files, or let restaurants be simulated with"
              + " --simulated.");
    }
    Nights nights = tuned && graph != null ? new Nights(graph, histories.read(), every) : null;
    PeerForecasts others = peers == null ? null : PeerForecasts.read(peers);
    try (Comparison comparison = new Comparison(graph, others);
        RowsFile out = rows == null ? null : new RowsFile(rows, features(graph));
        ProgressBar bar = Progress.bar("Forecasting", stores.size(), "stores")) {
      for (StoreHistory store : stores) {
        LocalDate first = store.last().minusDays(days - 1L);
        List<String> judged = items(store, first);
        List<Round> rounds = protocol.rounds(store.calendar(), first, days, hours, ahead);
        if (calibrated) {
          LocalDate warm = first.minusDays(PAST_DAYS);
          comparison.addCalibrated(
              store,
              judged,
              protocol.rounds(store.calendar(), warm, PAST_DAYS, hours, ahead),
              rounds);
        } else if (nights != null) {
          nights.add(comparison, store, judged, rounds);
        } else {
          comparison.add(store, judged, rounds);
        }
        if (out != null) {
          out.add(store, judged, before(store, first, rounds.getFirst()), RowsFile.Part.TRAIN);
          out.add(store, judged, rounds, RowsFile.Part.TEST);
        }
        bar.step();
      }
      bar.refresh();
      String title = "%d stores, %s, last %d days".formatted(stores.size(), protocol, days);
      PrintWriter console = spec().commandLine().getOut();
      console.print(ScoreTable.of(title, comparison.scores()));
      if (nights != null) {
        console.println(nights);
      }
      if (calibrated) {
        comparison.fortnights().forEach((name, held) -> console.println(name + ": " + held));
      }
      console.flush();
    }
  }

  /// What another tool may learn from: the same rounds on every day that has a past, up to the
  /// first origin that is judged.
  private List<Round> before(StoreHistory store, LocalDate first, Round judged) {
    LocalDate begin = store.first().plusDays(PAST_DAYS);
    int past = (int) Math.max(0, ChronoUnit.DAYS.between(begin, first));
    Duration interval = store.calendar().interval();
    return protocol.rounds(store.calendar(), begin, past, hours, ahead).stream()
        .filter(
            round ->
                !round.from().plus(interval.multipliedBy(round.steps())).isAfter(judged.origin()))
        .toList();
  }

  private static List<String> features(@Nullable OnnxGraph model) {
    return model == null ? FeatureTable.known() : CardProperties.read(model.metadata()).features();
  }

  private List<String> items(StoreHistory store, LocalDate first) {
    return items == 0
        ? store.history().items()
        : BusiestItems.before(store.history(), first, PAST_DAYS, items);
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec, "picocli injects the specification");
  }
}
