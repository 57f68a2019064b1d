package io.parcook.cli;

import io.parcook.cli.delivery.DeliveryException;
import io.parcook.cli.delivery.NightApi;
import io.parcook.cli.delivery.Patience;
import io.parcook.models.night.NightLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A store's night as a Job: asks the service whether one is due, runs it as the service's own
/// child would, and hands in what came of it.
@Command(
    name = "night",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a store's night in place of its service, which leaves them to Jobs with"
          + " parcook.tuning.by=job.",
      "The service says whether one is due and what serves, and takes the candidate. Where none"
          + " is due this ends at once.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  parcook night --store http://parcook --ledger /data/ledger.db",
      "",
      "Exits with 0 once the service has what came of it, whatever that is."
    })
final class NightJob implements Callable<Integer> {

  /// A service that starts anew answers within two minutes.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Option(names = "--store", required = true, paramLabel = "URL", description = "Its service.")
  private URI store = URI.create("http://localhost:8080");

  @Option(
      names = "--ledger",
      required = true,
      paramLabel = "FILE",
      description = "Its ledger.db, which the service may be writing.")
  private Path ledger = Path.of("ledger.db");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    try (NightApi api = new NightApi(store, Patience.of(PATIENCE))) {
      Optional<NightApi.Task> due = api.take();
      if (due.isEmpty()) {
        say("No night is due.");
        return Exit.OK;
      }
      say("A night begins: " + due.get().why());
      NightApi.Recorded recorded = run(api, due.get());
      say(recorded.result() + ": " + recorded.reason());
      return Exit.OK;
    } catch (DeliveryException undelivered) {
      spec().commandLine().getErr().println(undelivered.getMessage());
      return Exit.of(undelivered);
    } catch (IOException disk) {
      spec().commandLine().getErr().println("The night's files: " + disk.getMessage());
      return Exit.INPUT;
    }
  }

  private NightApi.Recorded run(NightApi api, NightApi.Task task)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("night");
    Path adapter = folder.resolve("candidate.safetensors");
    List<String> words = words(task, adapter);
    words.addAll(List.of("--model", file(api.content(task.base()), folder, "base.onnx")));
    if (task.adapter().isPresent()) {
      byte[] live = api.content(task.adapter().get());
      words.addAll(List.of("--live", file(live, folder, "live.safetensors")));
    }
    NightLine said = tuned(words);
    byte[] found = said instanceof NightLine.Better ? Files.readAllBytes(adapter) : new byte[0];
    return api.report(task, said, found);
  }

  private List<String> words(NightApi.Task task, Path adapter) {
    List<String> words = new ArrayList<>(List.of("--lines", "--out", adapter.toString()));
    words.addAll(List.of("--ledger", ledger.toString(), "--zone", task.zone().getId()));
    words.addAll(List.of("--ahead", task.ahead().toString(), "--now", task.now().toString()));
    words.addAll(List.of("--time", task.time().multipliedBy(8).dividedBy(10).toString()));
    task.holidays().ifPresent(region -> words.addAll(List.of("--holidays", region)));
    return words;
  }

  private static String file(byte[] content, Path folder, String name) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }

  /// Runs `parcook tune`, and gives its last word.
  private NightLine tuned(List<String> words) {
    Lines heard = new Lines();
    int code =
        new CommandLine(new Tune())
            .setOut(new PrintWriter(heard, true))
            .setErr(spec().commandLine().getErr())
            .execute(words.toArray(String[]::new));
    return heard
        .last()
        .orElseGet(
            () -> new NightLine.Wrong("The night ended with " + code + " and without a word."));
  }

  private void say(String line) {
    PrintWriter out = spec().commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("run by picocli, which sets it");
    }
    return spec;
  }

  /// Passes on what a night says, and remembers how it ended.
  private final class Lines extends Writer {

    private final StringBuilder line = new StringBuilder();
    private @Nullable NightLine last;

    Optional<NightLine> last() {
      return Optional.ofNullable(last);
    }

    @Override
    public void write(char[] text, int from, int length) {
      for (int i = from; i < from + length; i++) {
        if (text[i] == '\n') {
          say(line.toString());
          NightLine.read(line.toString()).ifPresent(this::hear);
          line.setLength(0);
        } else {
          line.append(text[i]);
        }
      }
    }

    private void hear(NightLine said) {
      if (!(said instanceof NightLine.Progress)) {
        last = said;
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
