package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command as a user runs it: its own process, its output in a file.
final class CommandLine implements AutoCloseable {

  private static final Duration TO_END = Duration.ofMinutes(4);

  private final List<String> command;
  private final Process process;
  private final Path output;

  private CommandLine(List<String> command, Process process, Path output) {
    this.command = command;
    this.process = process;
    this.output = output;
  }

  /// Starts a subcommand of Parcook's command line, `java -jar cli.jar …`.
  ///
  /// @param folder where its output goes, and the directory it works in
  static CommandLine start(Path folder, String... arguments) {
    Path jar = Checkout.root().resolve("cli/target/cli-0.1.0-SNAPSHOT.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is not there. Package it first: ./parcook build");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return start(folder, Map.of(), command);
  }

  /// Starts any command, with `environment` over that of this process; an empty value removes.
  static CommandLine start(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      environment.forEach(
          (name, value) -> {
            if (value.isEmpty()) {
              builder.environment().remove(name);
            } else {
              builder.environment().put(name, value);
            }
          });
      return new CommandLine(command, builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + command, e);
    }
  }

  /// Runs a subcommand of Parcook's command line to its end.
  static CommandLine run(Path folder, String... arguments) {
    try (CommandLine command = start(folder, arguments)) {
      return command.awaitEnd();
    }
  }

  boolean running() {
    return process.isAlive();
  }

  Process process() {
    return process;
  }

  /// @throws AssertionError where it is still running after four minutes
  CommandLine awaitEnd() {
    try {
      assertThat(process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS))
          .as("%s ends within %s; so far:%n%s", command, TO_END, output())
          .isTrue();
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a command was waited for", e);
    }
  }

  int exitCode() {
    return process.exitValue();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CommandLine assertSucceeded() {
    assertThat(exitCode()).as("%s%n%s", String.join(" ", command), output()).isZero();
    return this;
  }

  /// Ends it and everything it started, if it runs.
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
