package io.parcook.cli;

import io.parcook.models.card.ModelCard;
import io.parcook.models.evaluate.ScoreTable;
import io.parcook.models.evaluate.Scores;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.tuning.dataset.BadHistoryException;
import io.parcook.tuning.dataset.FreshRetailFile;
import io.parcook.tuning.dataset.HistoryFiles;
import io.parcook.tuning.dataset.StoreHistory;
import io.parcook.tuning.train.Architecture;
import io.parcook.tuning.train.Corpus;
import io.parcook.tuning.train.ParityException;
import io.parcook.tuning.train.Recipe;
import io.parcook.tuning.train.Schedule;
import io.parcook.tuning.train.Share;
import io.parcook.tuning.train.TrainedModel;
import io.parcook.tuning.train.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Trains a base model and writes it as one ONNX file with its card.
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains a base model from recorded and simulated stores and writes it as one ONNX file that"
          + " carries its own card.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  parcook train --data 'data/freshretail_cloud_*.csv.gz' --until 2024-06-11 \\",
      "      --simulated 24 --seed 1 --out base.onnx",
      "",
      "The same files, options and machine give the same file, to the byte."
    })
final class Train implements Callable<Integer> {

  /// The training engine tells of itself at every start; only its warnings matter here.
  private static final Logger QUIET = Logger.getLogger("ai.djl");

  private static final Protocol.Hours SCORED_HOURS = new Protocol.Hours(6, 22);

  @Option(
      names = "--data",
      paramLabel = "FILES",
      arity = "1..*",
      description =
          "Histories in the form of FreshRetailNet-50K: files, directories or globs; .csv or"
              + " .csv.gz.")
  private List<String> data = List.of();

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "Learn from recorded days up to this one only; later ones stay unseen.")
  private @Nullable LocalDate until;

  @Option(
      names = "--simulated",
      paramLabel = "N",
      description = "Also learn from N simulated restaurants (default: ${DEFAULT-VALUE}).")
  private int restaurants = 24;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The ONNX file to write. It is replaced only by a whole, checked model.")
  private Path out = Path.of("base.onnx");

  @Option(
      names = "--name",
      description = "Name and version on the card (default: ${DEFAULT-VALUE}).")
  private String name = "base-2026.11.1";

  @Option(
      names = "--note",
      paramLabel = "KEY=TEXT",
      description = "What else the card says of where it comes from, such as licence='CC BY 4.0'.")
  private Map<String, String> notes = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      description = "Of everything that is random (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the rows, which may be a fraction (default: ${DEFAULT-VALUE}).")
  private double epochs = 2;

  @Option(names = "--batch", description = "Rows of a step (default: ${DEFAULT-VALUE}).")
  private int batch = 1024;

  @Option(names = "--rate", description = "Highest learning rate (default: ${DEFAULT-VALUE}).")
  private double rate = 0.006;

  @Option(names = "--decay", description = "Weight decay (default: ${DEFAULT-VALUE}).")
  private double decay = 1e-4;

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "WIDTH",
      description = "Neurons of each hidden layer (default: 128,128,64).")
  private List<Integer> hidden = Architecture.DEFAULT.widths();

  @Option(names = "--activation", description = "${COMPLETION-CANDIDATES} (default: GELU).")
  private Architecture.Activation activation = Architecture.DEFAULT.activation();

  @Option(names = "--head", description = "${COMPLETION-CANDIDATES} (default: DIRECT).")
  private Architecture.Head head = Architecture.DEFAULT.head();

  @Option(
      names = "--most-rows",
      paramLabel = "N",
      description = "Rows of each kind kept in memory at most (default: ${DEFAULT-VALUE}).")
  private int mostRows = 1_500_000;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    QUIET.setLevel(Level.WARNING);
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw wrong("--out cannot be written: there is no folder " + folder + " to write to");
    }
    try {
      train();
      return Exit.OK;
    } catch (BadHistoryException | ParityException | IOException | UncheckedIOException e) {
      spec().commandLine().getErr().println(e.getMessage());
      return Exit.INPUT;
    }
  }

  private void train() throws IOException {
    PrintWriter console = console();
    FeatureTable table = new FeatureTable(Recipe.FEATURES);
    Corpus corpus = new Corpus(table, until, mostRows, seed);
    List<StoreHistory> recorded = record(corpus);
    simulate(corpus);
    List<Share> shares = corpus.shares();
    if (shares.isEmpty()) {
      throw wrong(
          "There is nothing to learn from. Name histories with --data, or let restaurants be"
              + " simulated with --simulated.");
    }
    long rows = shares.stream().mapToLong(share -> share.rows().size()).sum();
    int steps = (int) Math.max(1, Math.round(epochs * rows / batch));
    shares.forEach(share -> console.printf("%,11d rows  %s%n", share.rows().size(), share.name()));
    console.flush();

    TrainedModel model = train(shares, steps);
    OnnxGraph graph = model.graph(card(model, Map.of()));
    graph.write(out);
    console.printf(
        "Wrote %s: %,d weights, %,d bytes, checked against ONNX Runtime.%n",
        out, model.parameters(), graph.bytes().length);
    Map<String, Scores> scores = score(graph, recorded);
    if (!scores.isEmpty()) {
      model.graph(card(model, scores)).write(out);
      console.print(ScoreTable.of("day ahead, days after " + until, scores));
    }
    console.flush();
  }

  private List<StoreHistory> record(Corpus corpus) throws IOException {
    List<StoreHistory> all = new ArrayList<>();
    for (Path file : HistoryFiles.find(data)) {
      List<StoreHistory> stores;
      try (ProgressBar bar = Progress.bar("Reading " + file.getFileName(), -1, "rows")) {
        stores = FreshRetailFile.read(file, bar::stepTo);
      }
      try (ProgressBar bar = Progress.bar("Drawing rows", stores.size(), "stores")) {
        for (StoreHistory store : stores) {
          corpus.addRecorded(store);
          bar.step();
        }
      }
      all.addAll(stores);
    }
    return all;
  }

  /// Scores the model on the days of the recorded stores that it has not seen.
  private Map<String, Scores> score(OnnxGraph graph, List<StoreHistory> stores) {
    if (until == null) {
      return Map.of();
    }
    try (Comparison comparison = new Comparison(graph);
        ProgressBar bar = Progress.bar("Scoring", stores.size(), "stores")) {
      for (StoreHistory store : stores) {
        int days = (int) ChronoUnit.DAYS.between(until, store.last());
        if (days > 0) {
          comparison.add(
              store,
              store.history().items(),
              Protocol.DAY_AHEAD.rounds(
                  store.calendar(), until.plusDays(1), days, SCORED_HOURS, 0));
        }
        bar.step();
      }
      return comparison.scores();
    }
  }

  private void simulate(Corpus corpus) {
    try (ProgressBar bar = Progress.bar("Simulating", restaurants, "stores")) {
      for (int i = 0; i < restaurants; i++) {
        Duration interval = Duration.ofMinutes(i % 2 == 0 ? 15 : 60);
        corpus.addSimulated(HistoryOptions.simulate(seed * 1_000 + i, interval));
        bar.step();
      }
    }
  }

  private TrainedModel train(List<Share> shares, int steps) {
    Schedule schedule = new Schedule(steps, batch, rate, decay, Recipe.LEVEL_POWER, seed);
    Trainer trainer =
        new Trainer(new Architecture(hidden, activation, head), schedule, Recipe.LEVELS);
    try (ProgressBar bar = Progress.bar("Training", steps, "steps")) {
      double[] smooth = {Double.NaN};
      return trainer.train(
          shares,
          Recipe.FEATURES.indexOf(Recipe.LEVEL),
          (step, loss) -> {
            smooth[0] = Double.isNaN(smooth[0]) ? loss : 0.99 * smooth[0] + 0.01 * loss;
            bar.setExtraMessage(" loss %.4f".formatted(smooth[0]));
            bar.step();
          });
    }
  }

  private ModelCard card(TrainedModel model, Map<String, Scores> scores) {
    Map<String, String> provenance = new LinkedHashMap<>(notes);
    scores.forEach(
        (forecaster, score) ->
            provenance.put(
                "score." + forecaster.replaceAll("[^\\w.-]+", "-"),
                "WQL %.4f day ahead by hour, same stores, unseen days after %s"
                    .formatted(score.wql(), until)));
    provenance.put("command", "parcook " + String.join(" ", arguments()));
    provenance.put("seed", Long.toString(seed));
    return Recipe.card(name, model, provenance);
  }

  private List<String> arguments() {
    return spec().commandLine().getParent().getParseResult().originalArgs().stream()
        .map(argument -> argument.matches("[\\w./:=,+-]+") ? argument : "'" + argument + "'")
        .toList();
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec, "picocli injects the specification");
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec().commandLine(), what);
  }

  private PrintWriter console() {
    return spec().commandLine().getOut();
  }
}
