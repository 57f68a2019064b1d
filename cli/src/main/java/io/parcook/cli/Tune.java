package io.parcook.cli;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.InvalidAdapterException;
import io.parcook.models.card.InvalidCardException;
import io.parcook.models.evaluate.Verdict;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.UnusableModelException;
import io.parcook.models.night.NightLine;
import io.parcook.models.night.NightPart;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.UnacceptableGraphException;
import io.parcook.pipeline.feature.UnknownFeatureException;
import io.parcook.pipeline.ledger.LedgerRefusedException;
import io.parcook.pipeline.ledger.LedgerSnapshot;
import io.parcook.tuning.dataset.BadHistoryException;
import io.parcook.tuning.dataset.LedgerPast;
import io.parcook.tuning.dataset.StoreHistory;
import io.parcook.tuning.tune.Checkpoints;
import io.parcook.tuning.tune.Night;
import io.parcook.tuning.tune.NightResult;
import io.parcook.tuning.tune.TuningPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// One store's night: learns from its own past, and writes an adapter if that is better.
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tunes the base model on one store's own past. The candidate must beat what serves and the"
          + " usual level on the newest days, with evidence; only then is the adapter written.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  parcook tune --ledger data/ledger.db --zone Europe/Berlin --out adapter.safetensors",
      "  parcook tune orders.csv --mapping mapping.json --interval 15 --out adapter.safetensors",
      "",
      "The same past, model, seed and machine give the same adapter."
    })
final class Tune implements Callable<Integer> {

  /// The engine tells of itself at every start; only its warnings matter here.
  private static final Logger QUIET = Logger.getLogger("ai.djl");

  @Mixin private HistoryOptions histories = new HistoryOptions();

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description = "A store's ledger.db, which its service may be writing, in place of FILES.")
  private @Nullable Path ledger;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of the ledger's store (default: ${DEFAULT-VALUE}).")
  private ZoneId zone = ZoneId.systemDefault();

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      description = "Learn from the days before this one's (default: now).")
  private @Nullable Instant now;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The base model (default: the one that ships).")
  private @Nullable Path model;

  @Option(
      names = "--live",
      paramLabel = "FILE",
      description = "The adapter that serves now, for the candidate to beat (default: none).")
  private @Nullable Path live;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The adapter to write, if it is better.")
  private Path out = Path.of("adapter.safetensors");

  @Option(
      names = "--ahead",
      paramLabel = "TIME",
      converter = Spans.Length.class,
      description = "How far the store's service looks within a day (default: 6h).")
  private Duration ahead = Duration.ofHours(6);

  @Option(names = "--seed", description = "Of everything random (default: ${DEFAULT-VALUE}).")
  private long seed = TuningPlan.DEFAULT.seed();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Most steps of the optimiser (default: ${DEFAULT-VALUE}).")
  private int steps = TuningPlan.DEFAULT.steps();

  @Option(
      names = "--time",
      paramLabel = "TIME",
      converter = Spans.Length.class,
      description =
          "How long the steps may take; a quarter of it tries how many are worth making, the rest"
              + " makes them (default: 12m).")
  private Duration time = Duration.ofMinutes(12);

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Where an interrupted night is kept, and gone on with.")
  private @Nullable Path checkpoint;

  @Option(names = "--lines", description = "Say how it goes in lines of JSON.")
  private boolean lines;

  @Option(
      names = "--attended",
      hidden = true,
      description = "End when standard input does: whoever started this is gone.")
  private boolean attended;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    QUIET.setLevel(Level.WARNING);
    if (attended) {
      Attendance.watch();
    }
    NightVoice voice = new NightVoice(console(), lines, time);
    try {
      voice.reached(NightPart.SNAPSHOT);
      voice.ended(tune(voice));
      return Exit.OK;
    } catch (BadHistoryException
        | LedgerRefusedException
        | InvalidAdapterException
        | InvalidCardException
        | UnacceptableGraphException
        | UnusableModelException
        | UnknownFeatureException
        | IOException
        | UncheckedIOException e) {
      String reason = String.valueOf(e.getMessage());
      voice.ended(new NightLine.Wrong(reason));
      spec().commandLine().getErr().println(reason);
      return Exit.INPUT;
    }
  }

  private NightLine tune(NightVoice voice) throws IOException {
    OnnxGraph base = base();
    Adapter serving = live == null ? null : Adapter.read(live);
    Optional<StoreHistory> past = past();
    if (past.isEmpty()) {
      return kept("Nothing was sold yet.");
    }
    TuningPlan plan = TuningPlan.DEFAULT.withSteps(steps).seeded(seed);
    Checkpoints kept = checkpoint == null ? Checkpoints.none() : Checkpoints.in(checkpoint);
    Night night = new Night(base, plan, ahead, InstantSource.system());
    return switch (night.run(past.get(), serving, voice, kept)) {
      case NightResult.Nothing(String reason) -> kept(reason);
      case NightResult.Cancelled _ -> kept("Somebody asked it to stop.");
      case NightResult.Judged judged when judged.gate().verdict() == Verdict.BETTER -> {
        judged.adapter().write(out);
        yield new NightLine.Better(judged.figures(), judged.gate());
      }
      case NightResult.Judged(_, var figures, var gate) ->
          new NightLine.Kept(gate.sentence(), Optional.of(figures), Optional.of(gate));
    };
  }

  private static NightLine kept(String reason) {
    return new NightLine.Kept(reason, Optional.empty(), Optional.empty());
  }

  private OnnxGraph base() throws IOException {
    if (model != null) {
      return OnnxGraph.read(model, OnnxGraph.MOST_BYTES);
    }
    return BaseModel.read()
        .orElseThrow(() -> wrong("This build ships no base model. Name one with --model."));
  }

  private Optional<StoreHistory> past() throws IOException {
    if (ledger != null) {
      Instant moment = now == null ? InstantSource.system().instant() : now;
      return LedgerPast.read(
          "store",
          LedgerSnapshot.of(ledger, InstantSource.fixed(moment)),
          zone,
          histories.holidays(),
          moment);
    }
    List<StoreHistory> stores = histories.read();
    if (stores.size() != 1) {
      throw wrong(
          "A night is one store's: name a ledger with --ledger, or the history of one store; there"
              + " are "
              + stores.size()
              + ".");
    }
    return Optional.of(stores.getFirst());
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
