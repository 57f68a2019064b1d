package io.parcook.models.night;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a night's child is started: the command line's own jar, in a small JVM that collects
/// serially, compiles little and ends when its memory does, behind everything else on the machine.
///
/// @param java the JVM to run
/// @param code what follows the JVM's own flags and names the command line: `-jar cli.jar`
public record NightCommand(Path java, List<String> code) {

  public NightCommand {
    code = List.copyOf(code);
  }

  /// The command line in a jar, on the JVM that runs this.
  public static NightCommand ofJar(Path jar) {
    return new NightCommand(thisJava(), List.of("-jar", jar.toString()));
  }

  static Path thisJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /// The words of the command.
  ///
  /// @param arguments of `parcook tune`
  List<String> words(NightLimits limits, List<String> arguments) {
    List<String> words = new ArrayList<>();
    // The idle class where the scheduler knows it, and the last of the usual one everywhere.
    onPath("ionice").ifPresent(ionice -> words.addAll(List.of(ionice, "-c", "3")));
    onPath("nice").ifPresent(nice -> words.addAll(List.of(nice, "-n", "19")));
    words.add(java.toString());
    words.addAll(
        List.of(
            "-Xmx" + limits.heapMegabytes() + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true"));
    words.addAll(code);
    Duration time = limits.time().multipliedBy(8).dividedBy(10);
    words.addAll(List.of("tune", "--lines", "--attended", "--time", time.toString()));
    words.addAll(arguments);
    return words;
  }

  Process start(NightLimits limits, List<String> arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words(limits, arguments));
    // Without these each thread's arena keeps what it freed, and ONNX Runtime writes to the home.
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    return builder.start();
  }

  private static Optional<String> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return Optional.of(file.toString());
      }
    }
    return Optional.empty();
  }
}
