package io.parcook.models.child;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a child is started: the command line's own jar, in a small JVM that collects serially,
/// compiles little and ends when its memory does, behind everything else on the machine.
///
/// @param java the JVM to run
/// @param code what follows the JVM's own flags and names the command line: `-jar cli.jar`
public record ChildJvm(Path java, List<String> code) {

  public ChildJvm {
    code = List.copyOf(code);
  }

  /// The command line in a jar, on the JVM that runs this.
  public static ChildJvm ofJar(Path jar) {
    return new ChildJvm(thisJava(), List.of("-jar", jar.toString()));
  }

  static Path thisJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /// The words that start it.
  ///
  /// @param arguments of the command line
  List<String> words(ChildLimits limits, List<String> arguments) {
    List<String> words = new ArrayList<>();
    // The idle class where the scheduler knows it, and the last of the usual one everywhere.
    onPath("ionice").ifPresent(ionice -> words.addAll(List.of(ionice, "-c", "3")));
    onPath("nice").ifPresent(nice -> words.addAll(List.of(nice, "-n", "19")));
    if (limits.memoryMegabytes() > 0) {
      // Not the address space: a JVM and PyTorch reserve and map far more than they use.
      long bytes = (long) limits.memoryMegabytes() << 20;
      onPath("prlimit").ifPresent(prlimit -> words.addAll(List.of(prlimit, "--data=" + bytes)));
    }
    words.add(java.toString());
    words.addAll(
        List.of(
            "-Xmx" + limits.heapMegabytes() + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true"));
    words.addAll(code);
    words.addAll(arguments);
    return words;
  }

  Process start(ChildLimits limits, List<String> arguments) throws IOException {
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
