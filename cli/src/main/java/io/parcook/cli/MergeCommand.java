package io.parcook.cli;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.InvalidAdapterException;
import io.parcook.models.card.CardProperties;
import io.parcook.models.card.InvalidCardException;
import io.parcook.models.evaluate.Verdict;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.UnusableModelException;
import io.parcook.models.merge.Contribution;
import io.parcook.models.merge.Merge;
import io.parcook.models.merge.TooFewStoresException;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.UnacceptableGraphException;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.tuning.dataset.BadHistoryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// From the fleet back to the base.
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the next base candidate of the adapters that many stores tuned on one base: of files,"
          + " or of what stores put beside the base in a registry. Stores weigh by what their gates"
          + " found; some that are wrong, or lie, cannot pull it away. A candidate that is worse than"
          + " its base on --judge is not written; without, score it with 'parcook evaluate' before"
          + " it is pushed.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  parcook merge --from registry.example/models/base:v2 --judge data/stores.csv.gz \\",
      "      --version base-2027.1 --out candidate.onnx",
      "  parcook merge adapters/ --model base.onnx --version base-2027.1 --out candidate.onnx",
      "  parcook evaluate data/stores.csv.gz --model candidate.onnx"
    })
final class MergeCommand implements Callable<Integer> {

  /// More stores than any chain that we know has.
  private static final int MOST = 50_000;

  @Parameters(
      paramLabel = "FILES",
      arity = "0..*",
      description = "Adapters, and folders of them: *.safetensors, one each store.")
  private List<Path> files = List.of();

  @Option(
      names = "--from",
      paramLabel = "REFERENCE",
      converter = Place.Reader.class,
      description =
          "The base in a registry, with the adapters that refer to it: one each store, its last."
              + " REGISTRY/REPOSITORY:TAG, …@sha256:…, or oci:FOLDER:TAG.")
  private @Nullable Place from;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The base that they were tuned on (default: the one that ships).")
  private @Nullable Path model;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "NAME",
      description = "The candidate's name.")
  private String version = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The candidate to write: one sealed ONNX file.")
  private Path out = Path.of("candidate.onnx");

  @Mixin private MergeTrial trial = new MergeTrial();

  @Mixin private RegistryOptions access = new RegistryOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = command().commandLine().getErr();
    if ((from == null) == files.isEmpty() || (from != null && model != null)) {
      throw new ParameterException(
          command().commandLine(),
          "Name files of adapters, or a base in a registry with --from, which brings its model.");
    }
    try {
      FleetAdapters fleet = fleet();
      CardProperties.read(fleet.base().metadata());
      Merge.Merged merged = new Merge(fleet.base()).of(fleet.contributions(), version);
      Map<String, String> leftOut = new TreeMap<>(fleet.leftOut());
      leftOut.putAll(merged.leftOut());
      return judged(fleet.base(), merged, leftOut);
    } catch (RegistryException e) {
      err.println(e.getMessage());
      return Exit.of(e);
    } catch (BadHistoryException
        | UnusableModelException
        | TooFewStoresException
        | InvalidCardException
        | UnacceptableGraphException
        | IOException e) {
      err.println(e.getMessage());
      return Exit.INPUT;
    }
  }

  /// Writes the candidate unless it is worse than its base where it was tried.
  private int judged(OnnxGraph base, Merge.Merged merged, Map<String, String> leftOut)
      throws IOException {
    PrintWriter console = command().commandLine().getOut();
    console.printf(
        "Merged %d stores into %s, %s; no weights moved by more than %.1f %% of their length.%n",
        merged.taken().size(), version, merged.candidate().digest(), 100 * merged.moved());
    leftOut.forEach((store, why) -> console.println("Left out " + store + ": " + why));
    if (trial.isAskedFor()) {
      MergeTrial.Found found = trial.run(base, merged.candidate());
      console.print(found.table());
      console.println("Candidate beside base: " + found.evidence());
      if (found.evidence().verdict() == Verdict.WORSE) {
        console.println("It is worse than its base: not written.");
        console.flush();
        return Exit.REFUSED;
      }
    }
    merged.candidate().write(out);
    console.println("Written to " + out + ".");
    console.println(
        trial.isAskedFor()
            ? "Push it: parcook push " + out + " …"
            : "Score it before you push it: parcook evaluate … --model " + out);
    console.flush();
    return Exit.OK;
  }

  /// The base and what stores made of it.
  private FleetAdapters fleet() throws IOException {
    if (from != null) {
      try (Registry registry = from.openThere(access)) {
        return FleetAdapters.read(registry, from.reference());
      }
    }
    Map<String, String> unreadable = new TreeMap<>();
    List<Contribution> contributions = contributions(unreadable);
    return new FleetAdapters(base(), contributions, unreadable);
  }

  private OnnxGraph base() throws IOException {
    return model == null
        ? BaseModel.read()
            .orElseThrow(
                () ->
                    new ParameterException(
                        command().commandLine(),
                        "This build ships no base model. Name one with --model."))
        : OnnxGraph.read(model, OnnxGraph.MOST_BYTES);
  }

  private List<Contribution> contributions(Map<String, String> unreadable) throws IOException {
    List<Path> adapters = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isDirectory(file)) {
        adapters.add(file);
        continue;
      }
      try (DirectoryStream<Path> folder = Files.newDirectoryStream(file, "*.safetensors")) {
        folder.forEach(adapters::add);
      }
    }
    if (adapters.size() > MOST) {
      throw new ParameterException(
          command().commandLine(),
          "There are %d adapters; at most %d are merged.".formatted(adapters.size(), MOST));
    }
    adapters.sort(null);
    List<Contribution> contributions = new ArrayList<>();
    for (Path adapter : adapters) {
      String store = adapter.getFileName().toString();
      try {
        contributions.add(new Contribution(store, Adapter.read(adapter)));
      } catch (InvalidAdapterException e) {
        unreadable.put(store, String.valueOf(e.getMessage()));
      }
    }
    return contributions;
  }

  private CommandSpec command() {
    return Objects.requireNonNull(spec, "picocli injects the specification");
  }
}
