package io.parcook.cli;

import io.parcook.models.card.CardProperties;
import io.parcook.models.card.InvalidCardException;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import io.parcook.models.onnx.UnacceptableGraphException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Seals a model where it was made.
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a digest of a model's whole file into the file's own metadata. Stores take no model"
          + " without it: a file that is damaged between its export and its push would be signed"
          + " and served as it is. 'parcook train' seals what it writes.",
      ""
    },
    footer = {"", "Example:", "  parcook seal exported.onnx"})
final class SealCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The model; rewritten in place.")
  private @Nullable Path file;

  @Option(names = "--out", paramLabel = "FILE", description = "Write there instead.")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec, "picocli injects the specification");
    Path from = Objects.requireNonNull(file, "picocli requires it");
    try {
      OnnxGraph graph = OnnxGraph.read(from, OnnxGraph.MOST_BYTES);
      CardProperties.read(graph.metadata());
      OnnxGraph sealed = Seal.on(graph);
      sealed.write(out == null ? from : out);
      command.commandLine().getOut().println("Sealed: " + sealed.digest());
      return Exit.OK;
    } catch (InvalidCardException | UnacceptableGraphException | IOException e) {
      command.commandLine().getErr().println(e.getMessage());
      return Exit.INPUT;
    }
  }
}
