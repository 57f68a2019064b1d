package io.parcook.bench;

import io.parcook.journey.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Steps of the tuner per second beside PyTorch's own Python: the same graph, batch, loss and
/// optimiser, one thread each, processes in turns.
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description = {
      "Tuning steps per second beside PyTorch's own Python.",
      "The Python needs bench/peers/requirements-torch.txt; without it the tuner is alone.",
      ""
    },
    footer = {"", "Example:", "  ./parcook bench tune --python .parcook/peers/bin/python"})
final class TuneBench implements Callable<Integer> {

  private static final Pattern RATE = Pattern.compile("([0-9.]+)(?: steps/s.*)?\\s*$");

  @Option(names = "--rounds", defaultValue = "5", description = "Measured rounds (5).")
  private int rounds;

  @Option(names = "--steps", defaultValue = "300", description = "Steps of a round (300).")
  private int steps;

  @Option(names = "--batch", defaultValue = "512", description = "Rows of a step (512).")
  private int batch;

  @Option(
      names = "--python",
      defaultValue = ".parcook/peers/bin/python",
      description = "A Python that has torch (.parcook/peers/bin/python).")
  private Path python = Path.of("python");

  private final Path root = Checkout.root();
  private final Path model = root.resolve("models/base/base.onnx");

  @Override
  public Integer call() throws Exception {
    var sides = new Sides("Steps of " + batch + " rows on " + model.getFileName(), "a second");
    if (Files.isExecutable(python)) {
      sides.side("PyTorch in Python, all weights", this::torch);
    } else {
      System.err.println(
          "No PyTorch beside it: "
              + python
              + " is not there. bench/peers/README.md says how to get one.");
    }
    sides
        .side("the tuner, all weights", () -> tuner("EVERYTHING"))
        .side("the tuner, low-rank changes", () -> tuner("LOW_RANK"))
        .run(rounds);
    return 0;
  }

  private double tuner(String policy) throws IOException, InterruptedException {
    String code =
        root.resolve("bench/target/classes") + ":" + root.resolve("cli/target/lib") + "/*";
    return rate(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true",
            "-cp",
            code,
            "io.parcook.tuning.tune.StepRate",
            model.toString(),
            Integer.toString(batch),
            Integer.toString(steps),
            policy));
  }

  private double torch() throws IOException, InterruptedException {
    return rate(
        List.of(
            python.toString(),
            root.resolve("bench/peers/torch_steps.py").toString(),
            model.toString(),
            "--rounds",
            "1",
            "--steps",
            Integer.toString(steps),
            "--batch",
            Integer.toString(batch)));
  }

  /// The figure at the end of what a program prints, or before `steps/s`.
  private static double rate(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(new ArrayList<>(command));
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int end = process.waitFor();
    Matcher rate = RATE.matcher(said);
    if (end != 0 || !rate.find()) {
      throw new IllegalStateException(command + " ended with " + end + ": " + said);
    }
    return Double.parseDouble(rate.group(1));
  }
}
